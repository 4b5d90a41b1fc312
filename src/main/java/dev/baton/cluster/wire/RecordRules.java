package dev.baton.cluster.wire;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/** Keeps what is read to what records say of null: a component that isn't {@link Nullable} must be there. */
final class RecordRules extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    @Override
    public JsonSetter.Value findSetterInfo(Annotated annotated) {
        if (annotated instanceof AnnotatedParameter parameter) {
            RecordComponent[] components = parameter.getDeclaringClass().getRecordComponents();
            if (components != null && parameter.getOwner().getParameterCount() == components.length) {
                AnnotatedType type = components[parameter.getIndex()].getAnnotatedType();
                return JsonSetter.Value.construct(nulls(type), nulls(content(type)));
            }
        }
        return JsonSetter.Value.empty();
    }

    private static Nulls nulls(@Nullable AnnotatedType type) {
        return type == null || type.isAnnotationPresent(Nullable.class) ? Nulls.SET : Nulls.FAIL;
    }

    /** Of a list or map, null for anything else; what agents put into events may be null. */
    private static @Nullable AnnotatedType content(AnnotatedType type) {
        if (!(type instanceof AnnotatedParameterizedType generic)) {
            return null;
        }
        AnnotatedType[] arguments = generic.getAnnotatedActualTypeArguments();
        AnnotatedType last = arguments[arguments.length - 1];
        return last.getType() == Object.class ? null : last;
    }
}
