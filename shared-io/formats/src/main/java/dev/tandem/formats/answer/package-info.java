/** Whether two outputs are the same answer, and if not, where they first differ. */
package dev.tandem.formats.answer;
