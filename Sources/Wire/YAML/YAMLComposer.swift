import CYAML

/// Builds nodes from libyaml's events.
///
/// libyaml knows places and styles and needs no Foundation; the composing is done here because its own
/// documents lose styles.
struct YAMLComposer: ~Copyable {
    /// The most levels of lists and mappings.
    static let depthLimit = 200

    /// The most nodes that aliases may add.
    static let aliasLimit = 10_000

    /// A finished node and how many nodes it holds with all below.
    private struct Sized {
        let node: YAMLNode
        let size: Int
    }

    private let parser: UnsafeMutablePointer<yaml_parser_t>
    private var event = yaml_event_t()
    private var anchors: [UTF8Key: Sized] = [:]
    private var aliased = 0
    private var depth = 0

    static func documents(of bytes: [UInt8]) throws(DocumentError) -> [YAMLNode] {
        let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        // libyaml keeps the pointer: it must stay valid until the last event.
        return try content.withUnsafeBufferPointer { buffer -> Result<[YAMLNode], DocumentError> in
            do throws(DocumentError) {
                var composer = try YAMLComposer(buffer)
                return .success(try composer.stream())
            } catch {
                return .failure(error)
            }
        }.get()
    }

    private init(_ buffer: UnsafeBufferPointer<UInt8>) throws(DocumentError) {
        parser = .allocate(capacity: 1)
        parser.initialize(to: yaml_parser_t())
        guard yaml_parser_initialize(parser) == 1 else {
            parser.deallocate()
            throw DocumentError(.yaml, .outOfMemory, at: SourcePosition.start)
        }
        yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(parser, buffer.baseAddress, buffer.count)
    }

    deinit {
        yaml_parser_delete(parser)
        parser.deallocate()
    }

    private mutating func stream() throws(DocumentError) -> [YAMLNode] {
        var documents: [YAMLNode] = []
        while true {
            try advance()
            switch event.type {
            case YAML_DOCUMENT_START_EVENT:
                anchors = [:]
                free()
                try advance()
                documents.append(try node().node)
            case YAML_STREAM_END_EVENT:
                free()
                return documents
            default: free()
            }
        }
    }

    /// Builds the node that begins with the current event.
    private mutating func node() throws(DocumentError) -> Sized {
        let position = here
        switch event.type {
        case YAML_ALIAS_EVENT:
            let name = Self.text(event.data.alias.anchor)
            free()
            guard let target = anchors[UTF8Key(name)] else {
                throw DocumentError(.yaml, .unknownAlias(name), at: position)
            }
            aliased += target.size
            if aliased > Self.aliasLimit {
                throw DocumentError(.yaml, .tooManyAliases(limit: Self.aliasLimit), at: position)
            }
            return Sized(node: target.node, size: target.size)
        case YAML_SCALAR_EVENT:
            return try scalar(at: position)
        case YAML_SEQUENCE_START_EVENT:
            let anchor = Self.optionalText(event.data.sequence_start.anchor)
            try check(tag: Self.optionalText(event.data.sequence_start.tag), among: ["seq"], at: position)
            free()
            return try sequence(anchor, at: position)
        case YAML_MAPPING_START_EVENT:
            let anchor = Self.optionalText(event.data.mapping_start.anchor)
            try check(tag: Self.optionalText(event.data.mapping_start.tag), among: ["map"], at: position)
            free()
            return try mapping(anchor, at: position)
        default:
            free()
            throw DocumentError(.yaml, .unexpected(expected: "a value"), at: position)
        }
    }

    private mutating func scalar(at position: SourcePosition) throws(DocumentError) -> Sized {
        let data = event.data.scalar
        let anchor = Self.optionalText(data.anchor)
        let tag = Self.optionalText(data.tag)
        let text = String(decoding: UnsafeBufferPointer(start: data.value, count: data.length), as: UTF8.self)
        var style = Self.style(data.style)
        try check(tag: tag, among: ["str", "int", "float", "bool", "null"], at: position)
        // "!" and "!!str" make text of what would else be a number or a truth value; the others want it read plain.
        if let tag { style = tag == "!" || tag.hasSuffix(":str") ? (style == .plain ? .doubleQuoted : style) : .plain }
        free()
        return keep(YAMLNode(position: position, content: .scalar(text, style)), size: 1, anchor)
    }

    private mutating func sequence(_ anchor: String?, at position: SourcePosition) throws(DocumentError) -> Sized {
        try enter(position)
        var elements: [YAMLNode] = []
        var size = 1
        try advance()
        while event.type != YAML_SEQUENCE_END_EVENT {
            let element = try node()
            elements.append(element.node)
            size += element.size
            try advance()
        }
        free()
        depth -= 1
        return keep(YAMLNode(position: position, content: .sequence(elements)), size: size, anchor)
    }

    private mutating func mapping(_ anchor: String?, at position: SourcePosition) throws(DocumentError) -> Sized {
        try enter(position)
        var pairs: [(key: YAMLNode, value: YAMLNode)] = []
        var seen: [UTF8Key: SourcePosition] = [:]
        var size = 1
        try advance()
        while event.type != YAML_MAPPING_END_EVENT {
            let key = try node()
            guard let name = key.node.scalar else { throw DocumentError(.yaml, .complexKey, at: key.node.position) }
            if let first = seen.updateValue(key.node.position, forKey: UTF8Key(name)) {
                throw DocumentError(.yaml, .duplicateKey(name, first: first), at: key.node.position)
            }
            try advance()
            let value = try node()
            pairs.append((key.node, value.node))
            size += key.size + value.size
            try advance()
        }
        free()
        depth -= 1
        return keep(YAMLNode(position: position, content: .mapping(pairs)), size: size, anchor)
    }

    private mutating func keep(_ node: YAMLNode, size: Int, _ anchor: String?) -> Sized {
        let sized = Sized(node: node, size: size)
        if let anchor { anchors[UTF8Key(anchor)] = sized }
        return sized
    }

    private mutating func enter(_ position: SourcePosition) throws(DocumentError) {
        depth += 1
        if depth > Self.depthLimit { throw DocumentError(.yaml, .tooDeep(limit: Self.depthLimit), at: position) }
    }

    private mutating func check(
        tag: String?, among names: [String], at position: SourcePosition
    ) throws(DocumentError) {
        guard let tag, tag != "!", !names.contains(where: { tag == "tag:yaml.org,2002:" + $0 }) else { return }
        free()
        throw DocumentError(.yaml, .tag(tag), at: position)
    }

    private var here: SourcePosition {
        Self.position(event.start_mark)
    }

    private mutating func free() { yaml_event_delete(&event) }

    private mutating func advance() throws(DocumentError) {
        guard yaml_parser_parse(parser, &event) == 1 else { throw failure() }
    }

    private func failure() -> DocumentError {
        let state = parser.pointee
        let problem = state.problem.map { String(cString: $0) } ?? "this is no YAML"
        switch state.error {
        case YAML_MEMORY_ERROR: return DocumentError(.yaml, .outOfMemory, at: SourcePosition.start)
        case YAML_READER_ERROR:
            // The reader knows the byte, not the line: the last mark is the nearest place.
            return DocumentError(.yaml, .grammar(problem), at: Self.position(state.mark))
        default:
            return DocumentError(.yaml, .grammar(problem), at: Self.position(state.problem_mark))
        }
    }

    private static func position(_ mark: yaml_mark_t) -> SourcePosition {
        SourcePosition(line: Int(mark.line) + 1, column: Int(mark.column) + 1)
    }

    private static func style(_ style: yaml_scalar_style_t) -> YAMLScalarStyle {
        switch style {
        case YAML_SINGLE_QUOTED_SCALAR_STYLE: .singleQuoted
        case YAML_DOUBLE_QUOTED_SCALAR_STYLE: .doubleQuoted
        case YAML_LITERAL_SCALAR_STYLE: .literal
        case YAML_FOLDED_SCALAR_STYLE: .folded
        default: .plain
        }
    }

    private static func text(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String {
        optionalText(pointer) ?? ""
    }

    private static func optionalText(_ pointer: UnsafeMutablePointer<yaml_char_t>?) -> String? {
        pointer.map { String(cString: $0) }
    }
}
