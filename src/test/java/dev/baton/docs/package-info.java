/**
 * What the pages for users show is tried: their examples load, compile and run, their links lead somewhere, the names in
 * them are those of the program, and their promises are held by tests.
 */
@NullMarked
package dev.baton.docs;

import org.jspecify.annotations.NullMarked;
