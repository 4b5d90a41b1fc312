/**
 * Doubles and drivers that tests of several rooms share. A {@link dev.baton.testing.BatonFolder} is a folder with config
 * files; what is started there is a real process, a {@link dev.baton.testing.BatonProcess}.
 */
@NullMarked
package dev.baton.testing;

import org.jspecify.annotations.NullMarked;
