import CResources

/// Files that are compiled into the program, named by their path below `Resources/data`.
///
/// Their bytes are read-only pages of the binary: nothing is loaded before it is asked for. `Resources/resources.c`
/// says how to add one.
public enum Resource {
    /// The names of all compiled-in files, in the order of the list in `resources.c`.
    public static var names: [String] {
        entries.map { String(cString: $0.name) }
    }

    /// A file's text; nil when no file of this name is compiled in.
    public static func text(_ name: String) -> String? {
        entry(name).map { String(cString: $0.bytes) }
    }

    /// A file's bytes; nil when no file of this name is compiled in.
    public static func bytes(_ name: String) -> [UInt8]? {
        text(name).map { Array($0.utf8) }
    }

    private static func entry(_ name: String) -> sesame_resource? {
        entries.first { String(cString: $0.name) == name }
    }

    private static var entries: some Sequence<sesame_resource> {
        sequence(state: 0) { index in
            defer { index += 1 }
            return sesame_resource_at(index)?.pointee
        }
    }
}
