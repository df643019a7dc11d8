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

    /// Whether the container's image has a program: BusyBox's has no AWS CLI.
    func has(_ program: String) -> Bool {
        guard program == "aws" || program.hasSuffix("/aws") else { return true }
        return specification?["image"]?.string?.contains("busybox") != true
    }

    /// Whether the container's user may read projected tokens.
    ///
    /// Before Kubernetes 1.19 they belong to root with mode 0600; with `fsGroup` the group may read them.
    var mayReadTokens: Bool {
        let minor = world.read { $0.cluster.version }.split(separator: ".").last.flatMap { Int($0) } ?? 19
        guard minor < 19 else { return true }
        let security = pod?.at(["spec", "securityContext"])
        let user = (specification?.at(["securityContext", "runAsUser"]) ?? security?["runAsUser"])?.int ?? 0
        return user == 0 || security?["fsGroup"] != nil
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
