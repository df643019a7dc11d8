import Wire

/// A container of a simulated pod: its environment and its files.
struct PodMachine: Sendable {
    /// The world the pod lives in.
    let world: World
    /// The pod's namespace.
    let namespace: String
    /// The pod's name.
    let name: String
    /// The container's name.
    let container: String

    /// The pod as it is now, nil once it is gone.
    var pod: JSONValue? {
        world.read { $0.cluster.objects[ResourceKind.pods.key(namespace, name)] }
    }

    /// The container in the pod's specification.
    var specification: JSONValue? {
        pod?.at(["spec", "containers"])?.array?.first { $0["name"]?.string == container }
    }

    /// The environment that programs start with.
    var environment: PodEnvironment {
        var environment = PodEnvironment()
        environment["PATH"] = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
        environment["HOSTNAME"] = name
        let pod = pod ?? .null
        for entry in specification?["env"]?.array ?? [] {
            guard let variable = entry["name"]?.string else { continue }
            if let path = entry.at(["valueFrom", "fieldRef", "fieldPath"])?.string {
                environment[variable] = Self.field(path, of: pod)
            } else {
                let value = environment.expanding(entry["value"]?.string ?? "")
                environment[variable] = value
                environment.isTooLong = environment.isTooLong || value == nil || environment.bytes > ArgumentLimits.all
            }
            if environment.isTooLong { break }
        }
        for (variable, value) in [
            ("KUBERNETES_SERVICE_HOST", "10.100.0.1"), ("KUBERNETES_SERVICE_PORT", "443"),
            ("KUBERNETES_SERVICE_PORT_HTTPS", "443"), ("KUBERNETES_PORT", "tcp://10.100.0.1:443"), ("HOME", "/root"),
        ] where environment[variable] == nil {
            environment[variable] = value
        }
        return environment
    }

    /// The pod's own field that a variable or a file is filled with.
    static func field(_ path: String, of pod: JSONValue) -> String? {
        pod.at(path.split(separator: ".").map(String.init))?.string
    }
}
