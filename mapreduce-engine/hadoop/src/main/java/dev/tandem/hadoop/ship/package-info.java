/** How a round travels from the driver to the tasks. */
package dev.tandem.hadoop.ship;
