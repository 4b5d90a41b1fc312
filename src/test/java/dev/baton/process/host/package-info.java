/** What is found on this machine. */
@NullMarked
package dev.baton.process.host;

import org.jspecify.annotations.NullMarked;
