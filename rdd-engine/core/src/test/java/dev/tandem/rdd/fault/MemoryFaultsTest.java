package dev.tandem.rdd.fault;

/** Records are handed over in memory. */
class MemoryFaultsTest extends RddFaults {}
