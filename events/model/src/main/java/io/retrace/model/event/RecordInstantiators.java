package io.retrace.model.event;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.ValueInstantiators;
import tools.jackson.databind.deser.std.StdValueInstantiator;

/**
 * Makes records by a constructor's handle that takes the array Jackson has. Jackson itself adapts the handle anew for
 * each object, which took a fifth of the time that an event took to be read.
 */
final class RecordInstantiators extends ValueInstantiators.Base {

    @Override
    public ValueInstantiator modifyValueInstantiator(
            DeserializationConfig config, BeanDescription.Supplier description, ValueInstantiator made) {
        return description.getBeanClass().isRecord()
                        && made instanceof StdValueInstantiator standard
                        && made.getWithArgsCreator() != null
                        && made.getWithArgsCreator().getMember() instanceof Constructor<?> constructor
                ? new OfRecord(standard, constructor)
                : made;
    }

    private static final class OfRecord extends StdValueInstantiator {
        private final transient MethodHandle constructor;

        private OfRecord(StdValueInstantiator standard, Constructor<?> constructor) {
            super(standard);
            this.constructor = ofArray(constructor);
        }

        private static MethodHandle ofArray(Constructor<?> constructor) {
            try {
                constructor.setAccessible(true);
                return MethodHandles.lookup()
                        .unreflectConstructor(constructor)
                        .asSpreader(Object[].class, constructor.getParameterCount())
                        .asType(MethodType.methodType(Object.class, Object[].class));
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public Object createFromObjectWith(DeserializationContext context, Object[] arguments) {
            try {
                return constructor.invokeExact(arguments);
            } catch (Throwable e) { // as invokeExact declares it; errors go on as they are, the rest as Jackson's own
                return context.handleInstantiationProblem(getValueClass(), arguments, e);
            }
        }
    }
}
