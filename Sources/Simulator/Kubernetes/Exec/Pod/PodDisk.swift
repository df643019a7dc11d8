import Wire

/// What programs of a pod have written, by path; it goes with the pod.
struct PodDisk: Sendable, Hashable {
    /// The most bytes that a pod may write; what a node would still have is no matter of a demo.
    static let limit = 1 << 20

    /// The files.
    private(set) var files: [String: [UInt8]] = [:]

    /// Writes a file, or adds to one; false where there is no room.
    mutating func write(_ bytes: [UInt8], to path: String, appends: Bool) -> Bool {
        let used = files.reduce(0) { $0 + $1.key.utf8.count + $1.value.count }
        guard used + path.utf8.count + bytes.count <= Self.limit else { return false }
        if appends { files[path, default: []] += bytes } else { files[path] = bytes }
        return true
    }

    /// Removes a file.
    mutating func remove(_ path: String) { files[path] = nil }
}

extension PodMachine {
    /// What was written so far.
    var disk: PodDisk {
        world.read { state in key(in: state.cluster).flatMap { state.cluster.disks[$0] } } ?? PodDisk()
    }

    /// Changes what was written; nil where the pod is gone.
    func changeDisk<Value: Sendable>(_ change: (inout PodDisk) -> Value) -> Value? {
        world.change { state -> Value? in
            guard let key = key(in: state.cluster) else { return nil }
            if state.cluster.disks[key] == nil {
                // What pods have left behind that are gone goes with the next one that writes.
                let pods = state.cluster.objects.list(ResourceKind.pods.id, namespace: nil)
                let there = Set(pods.compactMap { $0.object.at(["metadata", "uid"])?.string })
                state.cluster.disks = state.cluster.disks.filter { there.contains($0.key) }
            }
            return change(&state.cluster.disks[key, default: PodDisk()])
        }
    }

    private func key(in cluster: ClusterState) -> String? {
        cluster.objects[ResourceKind.pods.key(namespace, self.name)]?.at(["metadata", "uid"])?.string
    }
}

extension PodFiles {
    /// Writes a file, or adds to one, where a program of the container may.
    func write(_ bytes: [UInt8], to path: String, appends: Bool) throws(Problem) {
        try checkWritable(path)
        guard let hasRoom = machine.changeDisk({ $0.write(bytes, to: path, appends: appends) }) else { throw .missing }
        guard hasRoom else { throw .full }
    }

    /// Removes a file that was written.
    func remove(_ path: String) throws(Problem) {
        guard holds(path) else { throw entries(of: path) == nil ? .missing : .isDirectory }
        try checkWritable(path)
        _ = machine.changeDisk { $0.remove(path) }
    }

    private func checkWritable(_ path: String) throws(Problem) {
        if entries(of: path) != nil { throw .isDirectory }
        let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
        let parent = folder.isEmpty ? "/" : folder
        guard entries(of: parent) != nil else { throw holds(parent) ? .isNoDirectory : .missing }
        if case .written? = sources[path] {} else if holds(path) { throw .denied }
        let mount = mounts.keys.filter { parent == $0 || parent.hasPrefix($0 + "/") }.max { $0.count < $1.count }
        if let mount {
            guard mounts[mount] == true else { throw .readOnly }
            return
        }
        let own = machine.specification?["securityContext"]
        guard own?["readOnlyRootFilesystem"] != .bool(true) else { throw .readOnly }
        let user = (own?["runAsUser"] ?? machine.pod?.at(["spec", "securityContext", "runAsUser"]))?.int ?? 0
        guard user == 0 || parent == "/tmp" else { throw .denied }
    }
}
