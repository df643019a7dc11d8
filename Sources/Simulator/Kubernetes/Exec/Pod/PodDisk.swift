import Wire

/// What programs of a pod have written, by path; it goes with the pod.
struct PodDisk: Sendable, Hashable {
    /// The most bytes that a pod may write; what a node would still have is no matter of a demo.
    static let limit = 4 << 20
    /// The most folders and files, whatever is in them.
    private static let entries = 4096

    /// The files.
    private(set) var files: [String: [UInt8]] = [:]
    /// The folders that were made.
    private(set) var folders: Set<String> = []

    /// Writes a file, or adds to one; false where there is no room.
    mutating func write(_ bytes: [UInt8], to path: String, appends: Bool) -> Bool {
        let used = files.reduce(0) { $0 + $1.key.utf8.count + $1.value.count }
        guard used + path.utf8.count + bytes.count <= Self.limit, files.count < Self.entries || files[path] != nil
        else {
            return false
        }
        if appends { files[path, default: []] += bytes } else { files[path] = bytes }
        return true
    }

    /// Makes a folder; false where there is no room.
    mutating func makeFolder(_ path: String) -> Bool {
        guard folders.count < Self.entries, path.utf8.count <= 4096 else { return false }
        folders.insert(path)
        return true
    }

    /// Removes a file, or a folder.
    mutating func remove(_ path: String) {
        files[path] = nil
        folders.remove(path)
    }
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

    /// Makes a folder in one that is there.
    func makeFolder(_ path: String) throws(Problem) {
        guard !holds(path), entries(of: path) == nil else { throw .exists }
        try checkWritable(path)
        guard let hasRoom = machine.changeDisk({ $0.makeFolder(path) }) else { throw .missing }
        guard hasRoom else { throw .full }
    }

    /// Removes a folder that was made, with what is in it.
    func removeFolder(_ path: String) throws(Problem) {
        let inside = path == "/" ? path : path + "/"
        guard machine.disk.folders.contains(path), !mounts.keys.contains(where: { $0.hasPrefix(inside) }) else {
            throw .denied
        }
        guard !mayNotWrite(in: path) else { throw .readOnly }
        _ = machine.changeDisk { disk in
            for file in disk.files.keys where file.hasPrefix(inside) { disk.remove(file) }
            for folder in disk.folders where folder.hasPrefix(inside) { disk.remove(folder) }
            disk.remove(path)
        }
    }

    private func mayNotWrite(in path: String) -> Bool {
        let mount = mounts.keys.filter { path == $0 || path.hasPrefix($0 + "/") }.max { $0.count < $1.count }
        return mount.map { mounts[$0] != true } ?? false
    }

    /// Whether a file may be written there, or made.
    func checkWritable(_ path: String) throws(Problem) {
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
        guard user == 0 || parent == "/tmp" || parent.hasPrefix("/tmp/") else { throw .denied }
    }
}
