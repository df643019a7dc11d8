public import Canvas

/// What is known about the terminal before anything is drawn: from the environment and the descriptors alone.
public struct TerminalSetting: Hashable, Sendable {
    /// Whether a full screen is possible: both ends are a terminal, and `TERM` names one that can move its cursor.
    public var isInteractive: Bool
    /// Which characters can be shown.
    public var glyphs: GlyphSet
    /// Whether colours are wanted; how many there are is known when the terminal is open.
    public var wantsColor: Bool
    /// Whether the terminal is reached over a network, where escape sequences may arrive in pieces.
    public var isRemote: Bool
    /// Whether the terminal may get synchronised-update marks around large frames.
    public var synchronizes: Bool

    /// Makes a setting from its parts.
    public init(isInteractive: Bool, glyphs: GlyphSet, wantsColor: Bool, isRemote: Bool, synchronizes: Bool) {
        self.isInteractive = isInteractive
        self.glyphs = glyphs
        self.wantsColor = wantsColor
        self.isRemote = isRemote
        self.synchronizes = synchronizes
    }

    /// Reads the environment.
    ///
    /// - Parameters:
    ///   - environment: The process's variables; `TERM`, `NO_COLOR`, `CLICOLOR`, `LC_ALL`, `LC_CTYPE`, `LANG` and
    ///     `SSH_CONNECTION` are looked at.
    ///   - inputIsTerminal: What `isatty` says of standard input.
    ///   - outputIsTerminal: What `isatty` says of standard output.
    ///   - color: `--color`.
    ///   - ascii: `--ascii`.
    public init(
        environment: [String: String], inputIsTerminal: Bool, outputIsTerminal: Bool, color: ColorChoice = .auto,
        ascii: Bool = false
    ) {
        let term = environment["TERM"] ?? ""
        isInteractive = inputIsTerminal && outputIsTerminal && !term.isEmpty && term != "dumb"
        glyphs = ascii || !TerminalSetting.isUTF8(environment) ? .ascii : .unicode
        switch color {
        case .always: wantsColor = true
        case .never: wantsColor = false
        case .auto: wantsColor = (environment["NO_COLOR"] ?? "").isEmpty && environment["CLICOLOR"] != "0"
        }
        isRemote = environment["SSH_CONNECTION"] != nil || environment["SSH_TTY"] != nil
        synchronizes = !(term == "linux" || term.hasPrefix("vt") || term == "ansi")
    }

    /// The number of colours to use on an open terminal.
    ///
    /// - Parameter colours: What terminfo says the terminal has.
    /// - Returns: The palette that is used; mono below eight colours.
    public func depth(colours: Int) -> ColorDepth {
        guard wantsColor, colours >= 8 else { return .mono }
        return colours >= 256 ? .cube : .sixteen
    }

    /// Whether the locale's characters are UTF-8.
    ///
    /// No locale at all counts as one, because the C locale of bare containers says nothing about the terminal; a
    /// locale that names another character set does not.
    private static func isUTF8(_ environment: [String: String]) -> Bool {
        let named = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environment[$0] }.first { !$0.isEmpty }
        guard let locale = named?.lowercased() else { return true }
        if locale.contains("utf-8") || locale.contains("utf8") { return true }
        return false
    }
}

/// When colours are used: `--color`.
public enum ColorChoice: String, Hashable, Sendable, CaseIterable {
    /// As the terminal and the environment say.
    case auto
    /// Always, as far as the terminal has them.
    case always
    /// Never; attributes only.
    case never
}
