import Wire

/// What the API server fills in where an object leaves it open.
enum Defaults {
    /// The object with its kind's defaults.
    static func filled(_ object: JSONValue, _ kind: ResourceKind) -> JSONValue {
        var object = object
        switch kind {
        case .namespaces:
            object.set(["metadata", "labels", "kubernetes.io/metadata.name"], object.at(["metadata", "name"]))
            fill(&object, ["spec", "finalizers"], ["kubernetes"])
            fill(&object, ["status", "phase"], "Active")
        case .pods:
            fill(&object, ["status", "phase"], "Pending")
            fill(&object, ["spec", "enableServiceLinks"], true)
            fillPod(&object, at: [])
        case .services: ServiceDefaults.fill(&object)
        case .secrets:
            fill(&object, ["type"], "Opaque")
            ServiceDefaults.encodeTexts(&object)
        case .deployments:
            fill(&object, ["spec", "replicas"], 1)
            fill(&object, ["spec", "revisionHistoryLimit"], 10)
            fill(&object, ["spec", "progressDeadlineSeconds"], 600)
            fill(&object, ["spec", "strategy", "type"], "RollingUpdate")
            if object.at(["spec", "strategy", "type"])?.string == "RollingUpdate" {
                fill(&object, ["spec", "strategy", "rollingUpdate", "maxUnavailable"], "25%")
                fill(&object, ["spec", "strategy", "rollingUpdate", "maxSurge"], "25%")
            }
            fillPod(&object, at: ["spec", "template"])
        case .statefulSets:
            fill(&object, ["spec", "podManagementPolicy"], "OrderedReady")
            fillStrategy(&object, fields: [("partition", 0)])
            fill(&object, ["spec", "persistentVolumeClaimRetentionPolicy", "whenDeleted"], "Retain")
            fill(&object, ["spec", "persistentVolumeClaimRetentionPolicy", "whenScaled"], "Retain")
            fill(&object, ["spec", "replicas"], 1)
            fill(&object, ["spec", "revisionHistoryLimit"], 10)
            fillClaims(&object)
            fillPod(&object, at: ["spec", "template"])
        case .daemonSets:
            fillStrategy(&object, fields: [("maxUnavailable", 1), ("maxSurge", 0)])
            fill(&object, ["spec", "revisionHistoryLimit"], 10)
            fillPod(&object, at: ["spec", "template"])
        case .jobs: fillJob(&object)
        case .customResources: CustomKinds.fill(&object)
        case .roleBindings, .clusterRoleBindings: RoleObjects.fill(&object)
        case .replicaSets:
            fill(&object, ["spec", "replicas"], 1)
            fillPod(&object, at: ["spec", "template"])
        default: break
        }
        return object
    }

    /// How pods with places of their own are replaced.
    private static func fillStrategy(_ object: inout JSONValue, fields: [(name: String, value: JSONValue)]) {
        fill(&object, ["spec", "updateStrategy", "type"], "RollingUpdate")
        guard object.at(["spec", "updateStrategy", "type"])?.string == "RollingUpdate" else { return }
        for field in fields {
            fill(&object, ["spec", "updateStrategy", "rollingUpdate", field.name], field.value)
        }
    }

    private static func fillClaims(_ object: inout JSONValue) {
        guard let claims = object.at(["spec", "volumeClaimTemplates"])?.array else { return }
        let filled = claims.map { claim in
            var claim = claim
            fill(&claim, ["kind"], "PersistentVolumeClaim")
            fill(&claim, ["apiVersion"], "v1")
            fill(&claim, ["spec", "volumeMode"], "Filesystem")
            fill(&claim, ["status", "phase"], "Pending")
            return claim
        }
        object.set(["spec", "volumeClaimTemplates"], .array(filled))
    }

    /// A job finds its pods by labels that carry its own id.
    private static func fillJob(_ object: inout JSONValue) {
        for (field, value) in [("parallelism", 1), ("completions", 1), ("backoffLimit", 6)] {
            fill(&object, ["spec", field], .number(String(value)))
        }
        fill(&object, ["spec", "completionMode"], "NonIndexed")
        fill(&object, ["spec", "suspend"], false)
        fill(&object, ["spec", "podReplacementPolicy"], "TerminatingOrFailed")
        fillPod(&object, at: ["spec", "template"])
        let uid = object.at(["metadata", "uid"]) ?? ""
        fill(&object, ["spec", "selector", "matchLabels"], ["batch.kubernetes.io/controller-uid": uid])
        for prefix in ["batch.kubernetes.io/", ""] {
            fill(&object, ["spec", "template", "metadata", "labels", prefix + "controller-uid"], uid)
            fill(
                &object, ["spec", "template", "metadata", "labels", prefix + "job-name"],
                object.at(["metadata", "name"]) ?? "")
        }
    }

    private static func fillPod(_ object: inout JSONValue, at path: [String]) {
        guard var spec = object.at(path + ["spec"]), case .object = spec else { return }
        fill(&spec, ["restartPolicy"], "Always")
        fill(&spec, ["terminationGracePeriodSeconds"], 30)
        fill(&spec, ["dnsPolicy"], "ClusterFirst")
        fill(&spec, ["securityContext"], .object(JSONObject()))
        fill(&spec, ["schedulerName"], "default-scheduler")
        if let account = spec["serviceAccountName"] ?? spec["serviceAccount"] {
            spec.set(["serviceAccountName"], account)
            spec.set(["serviceAccount"], account)
        }
        for list in ["containers", "initContainers"] {
            guard let containers = spec[list]?.array else { continue }
            spec.set([list], .array(containers.map(filledContainer)))
        }
        if let volumes = spec["volumes"]?.array { spec.set(["volumes"], .array(volumes.map(filledVolume))) }
        object.set(path + ["spec"], spec)
    }

    private static func filledContainer(_ container: JSONValue) -> JSONValue {
        var container = container
        let image = container["image"]?.string ?? ""
        let name = image.split(separator: "/").last ?? ""
        let isLatest = name.hasSuffix(":latest") || !name.contains(":") && !name.contains("@")
        fill(&container, ["imagePullPolicy"], isLatest ? "Always" : "IfNotPresent")
        fill(&container, ["resources"], .object(JSONObject()))
        fill(&container, ["terminationMessagePath"], "/dev/termination-log")
        fill(&container, ["terminationMessagePolicy"], "File")
        if let ports = container["ports"]?.array {
            let filled = ports.map { port in
                var port = port
                fill(&port, ["protocol"], "TCP")
                return port
            }
            container.set(["ports"], .array(filled))
        }
        return container
    }

    private static func filledVolume(_ volume: JSONValue) -> JSONValue {
        var volume = volume
        for source in ["configMap", "secret", "projected", "downwardAPI"] where volume[source] != nil {
            fill(&volume, [source, "defaultMode"], 420)
        }
        return volume
    }

    private static func fill(_ object: inout JSONValue, _ path: [String], _ value: JSONValue) {
        if object.at(path) == nil { object.set(path, value) }
    }
}
