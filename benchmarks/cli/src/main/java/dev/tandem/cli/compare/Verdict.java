package dev.tandem.cli.compare;

/**
 * Whether all engines gave the same answer.
 *
 * @param same whether they did
 * @param sentence what was compared and found; for a difference the first differing key and both
 *     values
 */
public record Verdict(boolean same, String sentence) {}
