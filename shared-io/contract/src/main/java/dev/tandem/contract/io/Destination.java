package dev.tandem.contract.io;

import java.io.Serializable;

/**
 * Where a write goes: to files ({@link Sink}) or to the driver ({@link DriverResult}, behind the
 * actions). To an engine both are the end of the same operation, so that six operations stay six.
 *
 * @param <T> the records
 */
public sealed interface Destination<T> extends Serializable permits Sink, DriverResult {}
