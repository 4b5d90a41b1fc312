/** A tea room, run by agents. */
package @{package};
