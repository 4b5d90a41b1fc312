package dev.baton.demo;

/** For agents without settings of their own: any key but those of their kind is a mistake. */
record NoSettings() {}
