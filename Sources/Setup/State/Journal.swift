public import Design
public import Wire

/// What sesame wrote for a setup, line by line, with the documents that were there before.
///
/// One JSON object per line, on disk before the write that it describes begins; the file has mode 0600. A line is there
/// whole or not at all; one that a crash tore, or an older version, is kept as it is and said to be unreadable.
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
        /// What of the resource's it is, where the address alone does not say: `default/deployment/web`; nil where it does.
        public var object: String?

        /// A write.
        public init(
            time: Timestamp, address: ResourceAddress, account: String, call: String, state: String,
            isTakenOver: Bool = false, oldDocument: String? = nil, object: String? = nil
        ) {
            self.time = time
            self.address = address
            self.account = account
            self.call = call
            self.state = state
            self.isTakenOver = isTakenOver
            self.oldDocument = oldDocument
            self.object = object
        }
    }

    /// What a journal holds.
    public struct Content: Hashable, Sendable {
        /// The writes that can be read, oldest first.
        public var entries: [Entry]
        /// The lines that cannot be, counted from 1.
        public var unreadable: [Int]

        /// A journal's content.
        public init(entries: [Entry] = [], unreadable: [Int] = []) {
            self.entries = entries
            self.unreadable = unreadable
        }
    }

    private let directory: StateDirectory
    private let name: String
    /// Where an earlier version wrote; it is read, and nothing is added to it.
    private let earlier: String?

    /// The journal of a key.
    ///
    /// - Parameters:
    ///   - setup: The setup's key, see ``SavedSetup/key(for:)``.
    ///   - earlier: The key of an earlier version, whose lines are read as well.
    ///   - directory: The state directory.
    public init(setup: String, earlier: String? = nil, in directory: StateDirectory) {
        self.directory = directory
        name = Self.name(setup)
        self.earlier = earlier.map(Self.name)
    }

    private static func name(_ key: String) -> String { "journals/\(key).jsonl" }

    /// Adds an entry; returns when it is on disk.
    public func record(_ entry: Entry) throws(StateProblem) {
        var object = JSONObject([
            ("time", .string(entry.time.iso8601)), ("address", .string(entry.address.rawValue)),
            ("account", .string(entry.account)), ("call", .string(entry.call)), ("state", .string(entry.state)),
        ])
        if entry.isTakenOver { object["takenOver"] = true }
        if let name = entry.object { object["object"] = .string(name) }
        if let old = entry.oldDocument { object["oldDocument"] = .string(old) }
        try directory.append(JSONValue.object(object).bytes(.compact), to: name)
    }

    /// All that the file holds.
    public func content() throws(StateProblem) -> Content { try content(of: name) }

    private func content(of name: String) throws(StateProblem) -> Content {
        guard let bytes = try directory.read(name) else { return Content() }
        var content = Content()
        var number = 0
        for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
            number += 1
            if line.isEmpty { continue }
            if let entry = Entry(line) { content.entries.append(entry) } else { content.unreadable.append(number) }
        }
        return content
    }

    /// All entries that can be read, those of an earlier version too, oldest first.
    public func entries() throws(StateProblem) -> [Entry] {
        var entries: [Entry] = []
        if let earlier { entries = try content(of: earlier).entries }
        return entries + (try content().entries)
    }

    /// When the last write ended well that AWS may not show yet; nil when nothing was written yet.
    ///
    /// What was only restarted is no change of the setup.
    public func lastWrite() -> Timestamp? {
        (try? entries())?.last { $0.state == "done" && $0.object == nil }?.time
    }

    /// What there is to say about lines that cannot be read, or about a file that cannot; nil where all is well.
    public var complaint: String? {
        let complaints = [earlier, name].compactMap { $0.flatMap(complaint(about:)) }
        return complaints.isEmpty ? nil : complaints.joined(separator: " ")
    }

    private func complaint(about name: String) -> String? {
        let lines: [Int]
        do { lines = try content(of: name).unreadable } catch { return error.sentence }
        guard let first = lines.first else { return nil }
        let path = "\(directory.path)/\(name)"
        let which = lines.count == 1 ? "Line \(first)" : "\(lines.count) lines, the first of them line \(first),"
        return "\(which) of the journal \(path) cannot be read. Nothing of it is deleted; what stood there, and an old "
            + "document that may have stood there with it, is not known to sesame."
    }
}

extension StateDirectory {
    /// The journal of a setup.
    public func journal(of design: DelegateSending) -> Journal {
        Journal(setup: SavedSetup.key(for: design), earlier: SavedSetup.firstKey(for: design), in: self)
    }
}

extension Journal.Entry {
    /// Reads a line; nil when it is no entry.
    init?(_ line: some Collection<UInt8>) {
        guard let value = try? JSONValue.parse(line), let time = value["time"]?.string,
            let timestamp = Timestamp(iso8601: time),
            let address = value["address"]?.string.flatMap(ResourceAddress.init(rawValue:))
        else { return nil }
        self.init(
            time: timestamp, address: address, account: value["account"]?.string ?? "",
            call: value["call"]?.string ?? "", state: value["state"]?.string ?? "",
            isTakenOver: value["takenOver"]?.bool ?? false, oldDocument: value["oldDocument"]?.string,
            object: value["object"]?.string)
    }
}
