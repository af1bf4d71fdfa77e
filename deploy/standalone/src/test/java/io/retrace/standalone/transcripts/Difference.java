package io.retrace.standalone.transcripts;

/**
 * A place where Retrace answered otherwise than recorded.
 *
 * @param step its number in the file, from 1, and its name
 */
record Difference(String file, String step, String what) {

    @Override
    public String toString() {
        return file + ", step " + step + ": " + what;
    }
}
