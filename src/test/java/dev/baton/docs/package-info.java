/** What the pages for users show is tried: their examples load, compile and run, and their links lead somewhere. */
@NullMarked
package dev.baton.docs;

import org.jspecify.annotations.NullMarked;
