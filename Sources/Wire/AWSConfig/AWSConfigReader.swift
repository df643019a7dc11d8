/// Reads the lines of a settings file.
///
/// Own code because general INI readers know neither the header kinds nor the indented blocks nor AWS's comment rules.
///
/// Indented lines and colons are read as the AWS command line reads them, which is Python's `configparser`: a line goes
/// on with the property above it only when it is indented more than that one.
struct AWSConfigReader {
    private let kind: AWSConfigFile.Kind
    private var sections: [AWSConfigFile.Section] = []
    private var warnings: [AWSConfigWarning] = []
    /// The section that properties go to; nil before the first header.
    private var current: Target?
    /// The property that indented lines go to, in the current section.
    private var property: Int?
    /// How far the last header or property is indented, in characters.
    private var indentation = 0
    /// Whether a property stands above in the current section, also in one that is left out.
    private var hasProperty = false
    /// `[default]` of a config file, kept apart because `[profile default]` beats it wherever it stands.
    private var bareDefault: Int?
    private var hasPrefixedDefault = false

    /// Where properties go.
    private enum Target {
        case section(Int)
        /// A section that is left out: its lines are read and forgotten.
        case ignored
    }

    static func read(_ bytes: [UInt8], kind: AWSConfigFile.Kind) throws(DocumentError) -> AWSConfigFile {
        let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes[3...] : bytes[...]
        var reader = AWSConfigReader(kind: kind)
        for (index, bytes) in content.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            guard let line = String(validating: bytes, as: UTF8.self) else {
                throw DocumentError(.awsConfig, .notUTF8, at: SourcePosition(line: index + 1, column: 1))
            }
            try reader.read(line.hasSuffix("\r") ? line.dropLast() : line[...], number: index + 1)
        }
        return reader.finished()
    }

    private init(kind: AWSConfigFile.Kind) { self.kind = kind }

    private mutating func read(_ line: Substring, number: Int) throws(DocumentError) {
        let text = Self.trimmed(line)
        if text.isEmpty || text.hasPrefix("#") || text.hasPrefix(";") { return }
        let indent = line.count - line.drop(while: Self.isBlank).count
        let position = SourcePosition(line: number, column: indent + 1)
        if hasProperty, indent > indentation { return try readContinuation(text, at: position) }
        indentation = indent
        hasProperty = false
        if text.hasPrefix("[") {
            try readHeader(text, at: position)
        } else {
            if indent > 0, current != nil, property == nil, Self.delimiter(in: text) == nil {
                throw DocumentError(.awsConfig, .nothingToContinue, at: position)
            }
            try readProperty(text, at: position)
            hasProperty = true
        }
    }

    // MARK: Headers

    private mutating func readHeader(_ text: Substring, at position: SourcePosition) throws(DocumentError) {
        property = nil
        guard let first = text.firstIndex(of: "]"), let last = text.lastIndex(of: "]") else {
            throw DocumentError(.awsConfig, .unclosedHeader, at: position)
        }
        let isClosed = Self.isNothing(text[text.index(after: first)...])
        let close = isClosed ? first : last
        if !isClosed, !Self.isNothing(text[text.index(after: last)...]) { warn(.textBehindHeader, position) }
        let header = Self.trimmed(text[..<close].dropFirst())
        guard let (sectionKind, name, isPrefixed) = Self.section(header, kind) else {
            warn(.ignoredSection(header: String(header)), position)
            current = .ignored
            return
        }
        let isDefault = kind == .config && sectionKind == .profile && name == "default"
        if isDefault, isPrefixed { hasPrefixedDefault = true }
        let known = sections.indices.first {
            sections[$0].kind == sectionKind && sections[$0].name == name
                && (!isDefault || ($0 == bareDefault) == !isPrefixed)
        }
        if let known {
            warn(.repeatedSection(name: String(header), first: sections[known].position), position)
            current = .section(known)
            return
        }
        if isDefault, !isPrefixed { bareDefault = sections.count }
        current = .section(sections.count)
        sections.append(AWSConfigFile.Section(kind: sectionKind, name: name, position: position))
    }

    /// Kind and name of a header, nil for one that this kind of file does not use.
    private static func section(
        _ header: Substring, _ file: AWSConfigFile.Kind
    ) -> (AWSConfigFile.Section.Kind, name: String, isPrefixed: Bool)? {
        let word = header.prefix { !isBlank($0) }
        let rest = trimmed(header.dropFirst(word.count))
        if file == .credentials {
            guard !header.isEmpty, rest.isEmpty || !["profile", "sso-session", "services"].contains(word) else {
                return nil
            }
            return (.profile, unquoted(header) ?? String(header), false)
        }
        if rest.isEmpty { return header == "default" ? (.profile, "default", false) : nil }
        // The AWS command line takes one word or one quoted text as name.
        guard let name = unquoted(rest) else { return nil }
        switch word {
        case "profile": return (.profile, name, true)
        case "sso-session": return (.ssoSession, name, true)
        case "services": return (.services, name, true)
        default: return (.other(String(word)), name, true)
        }
    }

    /// A name without its quotes; nil for several words outside quotes.
    private static func unquoted(_ text: Substring) -> String? {
        for quote in ["\"", "'"] where text.count > 1 && text.hasPrefix(quote) && text.hasSuffix(quote) {
            return String(text.dropFirst().dropLast())
        }
        return text.contains(where: isBlank) ? nil : String(text)
    }

    // MARK: Properties

    private mutating func readProperty(_ text: Substring, at position: SourcePosition) throws(DocumentError) {
        property = nil
        guard let target = current else { throw DocumentError(.awsConfig, .propertyOutsideSection, at: position) }
        guard let delimiter = Self.delimiter(in: text) else {
            throw DocumentError(.awsConfig, .noEqualsSign(isNested: false), at: position)
        }
        let key = Self.trimmed(text[..<delimiter]).lowercased()
        if key.isEmpty { throw DocumentError(.awsConfig, .noName(isNested: false), at: position) }
        let whole = text[text.index(after: delimiter)...]
        let value = Self.trimmed(Self.withoutComment(whole))
        guard case .section(let section) = target else { return }
        guard key.unicodeScalars.allSatisfy(Self.isNameCharacter) else {
            warn(.ignoredProperty, position)
            return
        }
        if text[delimiter] == ":" { warn(.colon(key: key), position) }
        if position.column > 1 { warn(.indented(key: key), position) }
        let commandLine = String(Self.trimmed(whole))
        if commandLine != value { warn(.inlineComment(key: key), position) }
        let new = AWSConfigFile.Property(
            key: key, value: String(value), position: position,
            commandLineValue: commandLine == value ? nil : commandLine)
        guard let known = sections[section].properties.firstIndex(where: { $0.key == key }) else {
            property = sections[section].properties.count
            sections[section].properties.append(new)
            return
        }
        warn(.repeatedProperty(key: key, first: sections[section].properties[known].position), position)
        sections[section].properties[known] = new
        property = known
    }

    private mutating func readContinuation(_ text: Substring, at position: SourcePosition) throws(DocumentError) {
        guard let target = current else { throw DocumentError(.awsConfig, .propertyOutsideSection, at: position) }
        guard case .section(let section) = target else { return }
        guard let property else { throw DocumentError(.awsConfig, .nothingToContinue, at: position) }
        let isBlock =
            sections[section].properties[property].value.isEmpty
            || !sections[section].properties[property].nested.isEmpty
        if isBlock {
            guard let equals = text.firstIndex(of: "=") else {
                throw DocumentError(.awsConfig, .noEqualsSign(isNested: true), at: position)
            }
            let key = Self.trimmed(text[..<equals]).lowercased()
            if key.isEmpty { throw DocumentError(.awsConfig, .noName(isNested: true), at: position) }
            sections[section].properties[property].nested.append(
                AWSConfigFile.Property(
                    key: key, value: String(Self.trimmed(text[text.index(after: equals)...])), position: position))
        }
        sections[section].properties[property].value += "\n" + text
        sections[section].properties[property].commandLineValue? += "\n" + text
    }

    private mutating func finished() -> AWSConfigFile {
        if hasPrefixedDefault, let bareDefault {
            warn(.shadowedDefault, sections[bareDefault].position)
            sections.remove(at: bareDefault)
        }
        return AWSConfigFile(kind: kind, sections: sections, warnings: warnings)
    }

    private mutating func warn(_ kind: AWSConfigWarning.Kind, _ position: SourcePosition) {
        warnings.append(AWSConfigWarning(position: position, kind: kind))
    }

    // MARK: Characters

    /// Whether the text behind a header is blank or a comment.
    private static func isNothing(_ text: Substring) -> Bool {
        let text = trimmed(text)
        return text.isEmpty || text.hasPrefix("#") || text.hasPrefix(";")
    }

    /// Where the name of a property ends: at the first equals sign or colon.
    private static func delimiter(in text: Substring) -> Substring.Index? {
        text.firstIndex { $0 == "=" || $0 == ":" }
    }

    private static func isBlank(_ character: Character) -> Bool { character == " " || character == "\t" }

    /// Letters, digits and what SDKs allow beside them.
    private static func isNameCharacter(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && scalar.value > 0x20
            && (scalar.properties.isAlphabetic || "0123456789-_.%:@/+".unicodeScalars.contains(scalar))
    }

    private static func trimmed(_ text: Substring) -> Substring { text.trimmed(while: isBlank) }

    /// The text up to a blank with `#` or `;` behind it.
    private static func withoutComment(_ text: Substring) -> Substring {
        var hadBlank = false
        for index in text.indices {
            if hadBlank, text[index] == "#" || text[index] == ";" { return text[..<index] }
            hadBlank = isBlank(text[index])
        }
        return text
    }
}
