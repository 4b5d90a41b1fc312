/** The manifests in {@code k8s/}: that they are well-formed, fit together, and fit what Baton serves and reads. */
@NullMarked
package dev.baton.k8s;

import org.jspecify.annotations.NullMarked;
