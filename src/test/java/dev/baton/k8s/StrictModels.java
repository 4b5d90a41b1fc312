package dev.baton.k8s;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What Kubernetes and the Prometheus operator know; anything else is an error, as is what is missing or of another type. */
final class StrictModels {
    private static final Map<String, Class<? extends HasMetadata>> MODELS = Stream.of(
                    ConfigMap.class,
                    Deployment.class,
                    Namespace.class,
                    NetworkPolicy.class,
                    PodDisruptionBudget.class,
                    PrometheusRule.class,
                    Secret.class,
                    Service.class,
                    ServiceAccount.class,
                    ServiceMonitor.class)
            .collect(Collectors.toMap(
                    model -> key(HasMetadata.getApiVersion(model), HasMetadata.getKind(model)), model -> model));

    private static final Map<String, Schema> SCHEMAS = Map.of(
            "v1/ConfigMap", V1ConfigMap::validateJsonElement,
            "apps/v1/Deployment", V1Deployment::validateJsonElement,
            "v1/Namespace", V1Namespace::validateJsonElement,
            "networking.k8s.io/v1/NetworkPolicy", V1NetworkPolicy::validateJsonElement,
            "policy/v1/PodDisruptionBudget", V1PodDisruptionBudget::validateJsonElement,
            "v1/Secret", V1Secret::validateJsonElement,
            "v1/Service", V1Service::validateJsonElement,
            "v1/ServiceAccount", V1ServiceAccount::validateJsonElement);

    private static final ObjectMapper STRICT = new ObjectMapper().setAnnotationIntrospector(new NothingElse());

    private StrictModels() {}

    /** One kind in the OpenAPI document of Kubernetes. */
    private interface Schema {
        void check(JsonElement object) throws IOException;
    }

    /** The models take any key and keep it for later; this takes it from them. */
    private static final class NothingElse extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1L;

        @Override
        public Boolean hasAnySetter(Annotated member) {
            return false;
        }
    }

    /** The model of {@code object}. */
    static HasMetadata parse(ObjectNode object) {
        Class<? extends HasMetadata> model = MODELS.get(key(object));
        if (model == null) {
            throw new IllegalArgumentException("no model is known for " + key(object));
        }
        try {
            return STRICT.treeToValue(object, model);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(key(object) + ": " + e.getMessage(), e);
        }
    }

    /** Checks {@code object} against the OpenAPI document of Kubernetes; what isn't Kubernetes' own has no part in that. */
    static void check(ObjectNode object) {
        Schema schema = SCHEMAS.get(key(object));
        if (schema != null) {
            try {
                schema.check(JsonParser.parseString(object.toString()));
            } catch (IOException e) {
                throw new IllegalArgumentException(key(object) + ": " + e.getMessage(), e);
            }
        } else if (!key(object).startsWith("monitoring.coreos.com/")) {
            throw new IllegalArgumentException("no schema is known for " + key(object));
        }
    }

    private static String key(ObjectNode object) {
        return key(object.path("apiVersion").asText(), object.path("kind").asText());
    }

    private static String key(String apiVersion, String kind) {
        return apiVersion + "/" + kind;
    }
}
