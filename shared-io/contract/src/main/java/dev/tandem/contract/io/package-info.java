/**
 * How values become bytes (codecs), and where records come from and go to (sources, sinks,
 * storage).
 */
package dev.tandem.contract.io;
