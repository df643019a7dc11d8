/// A program that containers of the simulated cluster have.
protocol PodProgram: Sendable {
    /// Runs to its end, or until its task is cancelled; returns the exit code.
    func run(_ process: PodProcess) async -> Int
}

/// The programs of every container, by name.
enum Programs {
    private static let table: [String: any PodProgram] = [
        "[": TestProgram(), "aws": AWSProgram(), "base64": Base64Program(), "bash": Shell(), "cat": CatProgram(),
        "echo": EchoProgram(), "env": EnvProgram(),
        "false": ConstantProgram(code: 1), "grep": GrepProgram(), "head": HeadProgram(), "hostname": HostnameProgram(),
        "ls": ListProgram(), "mkdir": MakeFolderProgram(),
        "printenv": EnvProgram(), "printf": PrintfProgram(), "rm": RemoveProgram(), "sh": Shell(),
        "sleep": SleepProgram(), "tar": TarProgram(), "test": TestProgram(), "true": ConstantProgram(code: 0),
        "wc": CountProgram(),
    ]

    /// The names of all programs.
    static var names: [String] { table.keys.sorted() }

    /// The program with a name, or with a path in one of the folders where programs are; nil where there is none.
    static func named(_ name: String) -> (any PodProgram)? {
        guard let slash = name.lastIndex(of: "/") else { return table[name] }
        guard ["/bin", "/usr/bin", "/usr/local/bin"].contains(String(name[..<slash])) else { return nil }
        return table[String(name[name.index(after: slash)...])]
    }
}
