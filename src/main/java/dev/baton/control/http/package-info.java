/**
 * Commands over HTTP: REST, live events, probes, and whatever pages the launcher adds. It only translates; who may do what is
 * settled by {@link dev.baton.command.Commands}, which is told the caller's role. {@code openapi.yaml}, in the resources of
 * this package, is the contract: it says which routes there are and which parameters pass.
 *
 * <p>{@link dev.baton.control.http.HttpControl} works on one event loop, on which everything here is called unless it says
 * otherwise.
 */
@NullMarked
package dev.baton.control.http;

import org.jspecify.annotations.NullMarked;
