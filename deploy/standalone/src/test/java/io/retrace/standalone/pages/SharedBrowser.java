package io.retrace.standalone.pages;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives test classes one browser between them, which JUnit closes; where there is none they say that they did not run. */
final class SharedBrowser implements ParameterResolver, ExecutionCondition {

    private static final Namespace NAMESPACE = Namespace.create(SharedBrowser.class);
    private static final String NONE = "the tests in a browser need chromium and chromedriver on the PATH";

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext extension) {
        if (Browser.isInstalled()) {
            return ConditionEvaluationResult.enabled("there is one");
        }
        System.out.println("NOT RUN: " + extension.getDisplayName() + ": " + NONE);
        return ConditionEvaluationResult.disabled(NONE);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext extension) {
        return parameter.getParameter().getType() == Browser.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext extension) {
        return extension
                .getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(Browser.class, _ -> Browser.start(), Browser.class);
    }
}
