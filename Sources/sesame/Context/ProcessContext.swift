import Setup

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// What the process was given: variables, folders, streams.
///
/// The one place that asks the system for them.
struct ProcessContext: Sendable {
    /// The variables of the environment.
    let environment: [String: String]
    /// The person's home folder, an absolute path, for `~/.aws`, `~/.kube` and state; nil when nobody knows it.
    let home: String?
    /// The current folder, for relative paths in messages.
    let folder: String
    /// Whether standard input, output and error are terminals.
    let inputIsTerminal: Bool
    let outputIsTerminal: Bool
    let errorIsTerminal: Bool

    /// Reads them all.
    static func current() -> ProcessContext {
        var variables: [String: String] = [:]
        var next = environ
        while let entry = next.pointee {
            let text = String(cString: entry)
            if let equals = text.firstIndex(of: "=") {
                variables[String(text[..<equals])] = String(text[text.index(after: equals)...])
            }
            next += 1
        }
        return ProcessContext(
            environment: variables, home: homeFolder(variables), folder: currentFolder(),
            inputIsTerminal: isatty(0) == 1,
            outputIsTerminal: isatty(1) == 1, errorIsTerminal: isatty(2) == 1)
    }

    /// Where state is kept: `$XDG_STATE_HOME/sesame`, else `~/.local/state/sesame`; nil when neither is known.
    ///
    /// A relative path in that variable is ignored, as the XDG Base Directory Specification says.
    var state: StateDirectory? {
        var variables = environment
        variables["HOME"] = home
        return StateDirectory.standard(variables)
    }

    /// How wide lines may be: what `COLUMNS` says, else the terminal's width; nil for pipes and files, whose lines are as
    /// long as what they say, so that a record is one line.
    static func columns(of target: Paint.Target) -> Int? {
        if let text = getenv("COLUMNS"), let columns = Int(String(cString: text)), columns > 0 {
            return max(columns, leastColumns)
        }
        guard isatty(target.rawValue) == 1 else { return nil }
        var size = winsize()
        guard ioctl(target.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return Paint.table }
        return max(Int(size.ws_col), leastColumns)
    }

    /// Narrower lines could not be read.
    private static let leastColumns = 24

    /// A path as people write it, with `~` for the home folder.
    func shortened(_ path: String) -> String {
        guard let home, path.hasPrefix(home + "/") else { return path }
        return "~" + path.dropFirst(home.count)
    }

    /// What `HOME` says, else what the system knows of the user; a relative path leads nowhere certain.
    private static func homeFolder(_ variables: [String: String]) -> String? {
        if let home = variables["HOME"], !home.isEmpty { return home.hasPrefix("/") ? home : nil }
        // The C library hands out a pointer into its own table; it is read at once, before other threads start.
        guard let entry = getpwuid(getuid()), let home = entry.pointee.pw_dir else { return nil }
        let path = String(cString: home)
        return path.hasPrefix("/") ? path : nil
    }

    private static func currentFolder() -> String {
        guard let path = getcwd(nil, 0) else { return "." }
        defer { free(path) }
        return String(cString: path)
    }
}
