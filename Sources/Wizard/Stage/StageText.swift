/// Texts as an audience may see them.
enum StageText {
    /// A text without the places where the simulator listens, which would tell about the presenter's computer.
    static func withoutHosts(_ text: String) -> String {
        guard text.contains("127.0.0.1") || text.contains("localhost") else { return text }
        return ["127.0.0.1", "localhost"].reduce(text) { text, host in
            let parts = text.split(separator: host, omittingEmptySubsequences: false)
            guard let first = parts.first else { return text }
            return parts.dropFirst().reduce(String(first)) { $0 + "simulator" + withoutPort($1) }
        }
    }

    /// How paths of a person's files begin; what lies in a pod, below `/var/run`, is none of theirs.
    private static let homes = [
        "~/", "/home/", "/Users/", "/root/", "/tmp/", "/private/", "/var/folders/", "/opt/", "/mnt/", "/srv/",
        "/media/", "/Volumes/", "/workspace/", "/workspaces/",
    ]

    /// A text without the folders of the presenter's computer: of a path its last part is left.
    static func withoutFolders(_ text: String) -> String {
        guard homes.contains(where: text.contains) else { return text }
        var shown = ""
        var rest = Substring(text)
        while !rest.isEmpty {
            // The same letters within a word are no folder: an ARN has paths too.
            let isWithinWord = shown.last.map { $0.isLetter || $0.isNumber } ?? false
            guard !isWithinWord, homes.contains(where: rest.hasPrefix) else {
                shown.append(rest.removeFirst())
                continue
            }
            let path = rest.prefix { !$0.isWhitespace && !",;\"'`()".contains($0) }
            shown += "…/" + (path.split(separator: "/").last ?? "")
            rest = rest[path.endIndex...]
        }
        return shown
    }

    private static func withoutPort(_ rest: Substring) -> Substring {
        guard rest.first == ":" else { return rest }
        let digits = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
        return digits.isEmpty ? rest : rest.dropFirst(digits.count + 1)
    }
}
