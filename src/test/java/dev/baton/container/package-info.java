/** The image: that its Dockerfile keeps the rules that make an image safe, small and the same tomorrow. */
@NullMarked
package dev.baton.container;

import org.jspecify.annotations.NullMarked;
