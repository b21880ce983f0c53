package dev.tandem.mapreduce.fault;

/** Reduce tasks merge map outputs where they lie. */
class DirectFaultsTest extends MapReduceFaults {}
