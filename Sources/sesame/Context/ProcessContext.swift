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
    /// The person's home folder, for `~/.aws` and `~/.kube`.
    let home: String
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

    /// Where state is kept: `$XDG_STATE_HOME/sesame`, else `~/.local/state/sesame`.
    var stateFolder: String {
        if let named = environment["XDG_STATE_HOME"], named.hasPrefix("/") { return named + "/sesame" }
        return home + "/.local/state/sesame"
    }

    /// A path as people write it, with `~` for the home folder.
    func shortened(_ path: String) -> String {
        guard !home.isEmpty, path.hasPrefix(home + "/") else { return path }
        return "~" + path.dropFirst(home.count)
    }

    private static func homeFolder(_ variables: [String: String]) -> String {
        if let home = variables["HOME"], !home.isEmpty { return home }
        // The C library hands out a pointer into its own table; it is read at once, before other threads start.
        guard let entry = getpwuid(getuid()), let home = entry.pointee.pw_dir else { return "" }
        return String(cString: home)
    }

    private static func currentFolder() -> String {
        guard let path = getcwd(nil, 0) else { return "." }
        defer { free(path) }
        return String(cString: path)
    }
}
