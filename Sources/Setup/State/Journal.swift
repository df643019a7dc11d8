public import Design
public import Wire

/// What sesame wrote for a setup, line by line, with the documents that were there before.
///
/// One JSON object per line, on disk before the write that it describes begins; the file has mode 0600.
public struct Journal: Sendable {
    /// One write.
    public struct Entry: Hashable, Sendable {
        /// When it began.
        public var time: Timestamp
        /// The resource.
        public var address: ResourceAddress
        /// Where: an account ID.
        public var account: String
        /// The call: `iam UpdateAssumeRolePolicy`.
        public var call: String
        /// `begun`, `done` or `failed`.
        public var state: String
        /// Whether others made what is changed here.
        public var isTakenOver: Bool
        /// The document that was there before; nil when there was none, or when the entry is not the first.
        public var oldDocument: String?

        /// A write.
        public init(
            time: Timestamp, address: ResourceAddress, account: String, call: String, state: String,
            isTakenOver: Bool = false, oldDocument: String? = nil
        ) {
            self.time = time
            self.address = address
            self.account = account
            self.call = call
            self.state = state
            self.isTakenOver = isTakenOver
            self.oldDocument = oldDocument
        }
    }

    private let directory: StateDirectory
    private let name: String

    /// The journal of a setup.
    public init(setup: String, in directory: StateDirectory) {
        self.directory = directory
        name = "journals/\(setup).jsonl"
    }

    /// Adds an entry; returns when it is on disk.
    public func record(_ entry: Entry) throws(StateProblem) {
        var object = JSONObject([
            ("time", .string(entry.time.iso8601)), ("address", .string(entry.address.rawValue)),
            ("account", .string(entry.account)), ("call", .string(entry.call)), ("state", .string(entry.state)),
        ])
        if entry.isTakenOver { object["takenOver"] = true }
        if let old = entry.oldDocument { object["oldDocument"] = .string(old) }
        try directory.append(Array((JSONValue.object(object).serialized(.compact) + "\n").utf8), to: name)
    }

    /// All entries, oldest first; a last line cut off by a crash is left out.
    public func entries() throws(StateProblem) -> [Entry] {
        guard let bytes = try directory.read(name) else { return [] }
        return bytes.split(separator: UInt8(ascii: "\n")).compactMap { line in
            guard let value = try? JSONValue.parse(line), let time = value["time"]?.string,
                let timestamp = Timestamp(iso8601: time),
                let address = value["address"]?.string.flatMap(ResourceAddress.init(rawValue:))
            else { return nil }
            return Entry(
                time: timestamp, address: address, account: value["account"]?.string ?? "",
                call: value["call"]?.string ?? "", state: value["state"]?.string ?? "",
                isTakenOver: value["takenOver"]?.bool ?? false, oldDocument: value["oldDocument"]?.string)
        }
    }

    /// When the last write ended well; nil when nothing was written yet.
    public func lastWrite() -> Timestamp? {
        (try? entries())?.last { $0.state == "done" }?.time
    }
}
