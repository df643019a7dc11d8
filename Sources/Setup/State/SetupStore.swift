import Wire

/// The setups that can be resumed.
public struct SetupStore: Sendable {
    private let directory: StateDirectory

    /// The store in a state directory.
    public init(_ directory: StateDirectory) {
        self.directory = directory
    }

    /// All saved setups, the latest first; files that cannot be understood are left alone and left out.
    public func all() throws(StateProblem) -> [SavedSetup] {
        var setups: [SavedSetup] = []
        for name in try directory.list("setups") where name.hasSuffix(".json") {
            let key = String(name.dropLast(5))
            if let setup = try load(key) { setups.append(setup) }
        }
        return setups.sorted { $0.saved > $1.saved }
    }

    /// One saved setup; nil when there is none or it cannot be understood.
    public func load(_ key: String) throws(StateProblem) -> SavedSetup? {
        try directory.read("setups/\(key).json").flatMap { SavedSetup(key: key, $0) }
    }

    /// Keeps a setup, replacing what was kept under its key.
    public func save(_ setup: SavedSetup) throws(StateProblem) {
        try directory.write(Array((setup.json.serialized(.pretty) + "\n").utf8), to: "setups/\(setup.key).json")
    }

    /// Forgets a setup; the journal of what was written stays.
    public func forget(_ key: String) throws(StateProblem) {
        try directory.remove("setups/\(key).json")
    }
}
