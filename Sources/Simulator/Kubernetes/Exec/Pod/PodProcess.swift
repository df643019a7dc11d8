/// A program that runs in a pod: what it was called with, and what it reads and writes.
struct PodProcess: Sendable {
    /// The program's name and its arguments.
    var arguments: [String]
    /// The environment.
    var environment: PodEnvironment
    /// The container it runs in.
    let machine: PodMachine
    /// Where relative paths begin.
    var directory = "/"
    /// What it reads.
    var input: PodInput
    /// What it writes.
    var output: PodOutput
    /// What it complains about.
    var errors: PodOutput
    /// Whether it talks to a person at a terminal.
    var isOnTerminal: Bool
    /// Where the program registers that Control-C is meant for.
    let foreground: Foreground
    /// How many programs it runs inside of.
    private var depth = 0

    /// Makes a process.
    init(
        arguments: [String], environment: PodEnvironment, machine: PodMachine, input: PodInput, output: PodOutput,
        errors: PodOutput, isOnTerminal: Bool = false, foreground: Foreground = Foreground()
    ) {
        self.arguments = arguments
        self.environment = environment
        self.machine = machine
        self.input = input
        self.output = output
        self.errors = errors
        self.isOnTerminal = isOnTerminal
        self.foreground = foreground
    }

    /// Runs the program to its end.
    ///
    /// - Returns: its exit code, nil where the container has no such program.
    func start() async -> Int? {
        guard machine.has(arguments.first ?? ""), let program = Programs.named(arguments.first ?? "") else {
            return nil
        }
        guard fits else { return await refuse() }
        var started = self
        started.depth += 1
        return await program.run(started)
    }

    /// Says that there is more than a program may start with.
    ///
    /// - Returns: the exit code for that.
    func refuse() async -> Int {
        await errors.line("\((arguments.first ?? "").prefix(80)): \(ArgumentLimits.sentence)")
        return 126
    }

    private var fits: Bool {
        guard depth < ArgumentLimits.depth, !environment.isTooLong else { return false }
        let lengths = arguments.map(\.utf8.count)
        return lengths.allSatisfy { $0 <= ArgumentLimits.one }
            && lengths.reduce(environment.bytes) { $0 + $1 + 1 } <= ArgumentLimits.all
    }

    /// A path as seen from the root.
    func absolute(_ path: String) -> String {
        var parts = path.hasPrefix("/") ? [] : directory.split(separator: "/")
        for part in path.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return "/" + parts.joined(separator: "/")
    }
}
