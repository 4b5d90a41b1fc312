/**
 * {@code baton create}: a new project that builds and runs as it is. What is in it stands as text in the resources beside these
 * classes; Baton itself comes along as a library, made from the jar that runs.
 *
 * <p>Works on the thread of its caller, and touches nothing but files.
 */
@NullMarked
package dev.baton.scaffold;

import org.jspecify.annotations.NullMarked;
