package dev.tandem.mapreduce.plan;

/**
 * One input of a round with its map function.
 *
 * @param from where the records come from
 * @param mapper what is done with each of them
 * @param input which input of the round's grouping they belong to, from 0; 0 in a round without a
 *     shuffle
 */
public record MapInput(RoundInput from, MapFunction mapper, int input) {}
