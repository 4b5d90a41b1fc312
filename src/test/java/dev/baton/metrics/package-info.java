/** What is counted, and that the pages for users name it. */
@NullMarked
package dev.baton.metrics;

import org.jspecify.annotations.NullMarked;
