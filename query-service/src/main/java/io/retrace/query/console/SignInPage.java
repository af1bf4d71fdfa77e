package io.retrace.query.console;

/**
 * Where somebody shows who they are.
 *
 * @param back where they wanted to go
 * @param complaint why they are still here; empty at first
 */
record SignInPage(Frame frame, String back, String complaint) {}
