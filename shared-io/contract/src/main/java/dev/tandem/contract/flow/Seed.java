package dev.tandem.contract.flow;

/** The record that stands for no value, so that the aggregate of an empty bag has a group. */
enum Seed {
  NO_VALUE
}
