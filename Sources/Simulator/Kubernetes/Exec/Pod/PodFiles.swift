import Wire

/// The files of a container: those of its volumes, and the programs.
struct PodFiles: Sendable {
    /// Why a path cannot be read, in the system's words.
    enum Problem: String, Error, Sendable {
        case missing = "No such file or directory"
        case isDirectory = "Is a directory"
        case denied = "Permission denied"
        case isNoDirectory = "Not a directory"
        case readOnly = "Read-only file system"
        case full = "No space left on device"
        case exists = "File exists"

        /// The system's number for it.
        var number: Int {
            switch self {
            case .missing: 2
            case .denied: 13
            case .exists: 17
            case .isNoDirectory: 20
            case .isDirectory: 21
            case .full: 28
            case .readOnly: 30
            }
        }
    }

    /// Where a file's content comes from.
    enum Source: Sendable, Hashable {
        case text(String)
        case program
        /// What a program has written.
        case written([UInt8])
        /// A service account's token, made when it is read.
        case token(audience: String?, seconds: Int)
    }

    let machine: PodMachine
    let sources: [String: Source]
    /// The folders of volumes, and whether programs may write there.
    let mounts: [String: Bool]
    /// The folders that programs made.
    private let made: Set<String>

    /// Looks at a container's files as they are now.
    init(_ machine: PodMachine) {
        self.machine = machine
        var sources: [String: Source] = ["/etc/hostname": .text(machine.name + "\n")]
        for name in Programs.names { sources["/usr/bin/" + name] = .program }
        let pod = machine.pod ?? .null
        let volumes = pod.at(["spec", "volumes"])?.array ?? []
        var mounts: [String: Bool] = [:]
        for mount in machine.specification?["volumeMounts"]?.array ?? [] {
            guard let place = mount["mountPath"]?.string,
                let volume = volumes.first(where: { $0["name"] == mount["name"] })
            else { continue }
            mounts[place] = volume["emptyDir"] != nil && mount["readOnly"] != .bool(true)
            for (name, source) in Self.files(of: volume, machine, pod) { sources["\(place)/\(name)"] = source }
        }
        let disk = machine.disk
        for (path, file) in disk.files where sources[path] == nil { sources[path] = .written(file) }
        made = disk.folders
        self.sources = sources
        self.mounts = mounts
    }

    /// The content of a file, as text.
    func read(_ path: String) throws(Problem) -> String { String(decoding: try bytes(path), as: UTF8.self) }

    /// The content of a file.
    func bytes(_ path: String) throws(Problem) -> [UInt8] {
        guard let source = sources[path] else { throw entries(of: path) == nil ? .missing : .isDirectory }
        switch source {
        case .text(let text): return Array(text.utf8)
        case .written(let bytes): return bytes
        case .program: return []
        case .token(let audience, let seconds):
            guard machine.mayReadTokens else { throw .denied }
            guard let token = token(audience, seconds) else { throw .missing }
            return Array(token.utf8)
        }
    }

    /// Whether there is a file at a path.
    func holds(_ path: String) -> Bool { sources[path] != nil }

    /// The names in a directory, nil where there is none.
    func entries(of path: String) -> [String]? {
        let prefix = path == "/" ? "/" : path + "/"
        let folders = ["/home", "/root", "/tmp"] + mounts.keys + made
        let names = (Array(sources.keys) + folders).filter { $0.hasPrefix(prefix) }.compactMap { found in
            found.dropFirst(prefix.count).split(separator: "/").first.map(String.init)
        }
        if names.isEmpty { return folders.contains(path) ? [] : nil }
        return Set(names).sorted()
    }

    private static func files(_ source: JSONValue, _ machine: PodMachine, _ pod: JSONValue) -> [(String, Source)] {
        if let token = source["serviceAccountToken"] {
            return [
                (
                    token["path"]?.string ?? "token",
                    .token(
                        audience: token["audience"]?.string, seconds: token["expirationSeconds"]?.int ?? 3600)
                )
            ]
        }
        if let map = source["configMap"] {
            let key = ResourceKind.configMaps.key(machine.namespace, map["name"]?.string ?? "")
            let data = machine.world.read { $0.cluster.objects[key]?["data"]?.textMembers } ?? [:]
            guard let items = map["items"]?.array else { return data.map { ($0.key, .text($0.value)) } }
            return items.compactMap { item in
                data[item["key"]?.string ?? ""].map { (item["path"]?.string ?? "", .text($0)) }
            }
        }
        return (source.at(["downwardAPI", "items"])?.array ?? []).compactMap { item in
            PodMachine.field(item.at(["fieldRef", "fieldPath"])?.string ?? "", of: pod)
                .map { (item["path"]?.string ?? "", .text($0)) }
        }
    }

    private static func files(of volume: JSONValue, _ machine: PodMachine, _ pod: JSONValue) -> [(String, Source)] {
        if let projected = volume.at(["projected", "sources"])?.array {
            return projected.flatMap { files($0, machine, pod) }
        }
        return files(volume, machine, pod)
    }

    /// The token that the node asks the API server for, bound to the pod.
    private func token(_ audience: String?, _ seconds: Int) -> String? {
        guard let pod = machine.pod, let account = pod.at(["spec", "serviceAccountName"])?.string else { return nil }
        var body: JSONValue = [
            "spec": [
                "expirationSeconds": .number(String(seconds)),
                "boundObjectRef": [
                    "kind": "Pod", "apiVersion": "v1", "name": .string(machine.name),
                    "uid": pod.at(["metadata", "uid"]) ?? "",
                ],
            ]
        ]
        if let audience { body.set(["spec", "audiences"], [.string(audience)]) }
        let call = APICall(
            method: "POST",
            target: .resource(
                .serviceAccounts, namespace: machine.namespace, name: account, subresource: "token"), query: [],
            contentType: "application/json", accept: "", userAgent: "kubelet",
            body: Array(body.serialized(.compact).utf8), user: .anonymous)
        let now = machine.world.now
        return machine.world.change { state in
            var server = APIServer(cluster: state.cluster, now: now)
            guard
                case .object(let answer, _)? = try? server.token(
                    namespace: machine.namespace, name: account, call)
            else { return nil }
            state.cluster = server.cluster
            return answer.at(["status", "token"])?.string
        }
    }
}
