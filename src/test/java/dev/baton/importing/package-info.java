/** Tests of reading other tools' files. */
@NullMarked
package dev.baton.importing;

import org.jspecify.annotations.NullMarked;
