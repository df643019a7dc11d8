import ArgumentParser
import Stage

/// `--record` and what belongs to it: the options of a full screen that is recorded.
struct RecordOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Record what the screen shows, for players of asciicast. No file is replaced.", valueName: "file"))
    var record: String?

    @Option(
        help: ArgumentHelp("Players of the recording stand still for so long at most: 2, 90s, 5m.", valueName: "t"))
    var idleLimit: WaitTime?

    @Option(help: ArgumentHelp("The recording's version of asciicast; v2 unless said.", valueName: "version"))
    var recordFormat: RecordFormat?

    func validate() throws {
        if record == nil, idleLimit != nil || recordFormat != nil {
            throw ValidationError("--idle-limit and --record-format are for --record.")
        }
        if idleLimit?.seconds == 0 { throw ValidationError("--idle-limit is at least one second.") }
        if record?.isEmpty == true { throw ValidationError("--record names a file.") }
    }

    /// What records.
    ///
    /// - Parameters:
    ///   - screen: How things are shown.
    ///   - title: What the recording is called.
    /// - Returns: The recorder; nil where nothing is to be recorded.
    /// - Throws: Where there is no screen to record.
    func recorder(_ screen: ScreenOptions, title: String) throws -> Recorder? {
        guard let record else { return nil }
        if screen.plain {
            throw ValidationError("--record is for the full screen; with --plain there is none.")
        }
        return Recorder(
            record, format: (recordFormat ?? .v2).version, idleLimit: idleLimit.map { $0.seconds * 1000 },
            title: title)
    }
}

/// `--record-format`.
enum RecordFormat: String, ExpressibleByArgument, CaseIterable {
    case v2
    case v3

    /// The version of asciicast.
    var version: Asciicast.Version { self == .v2 ? .v2 : .v3 }
}
