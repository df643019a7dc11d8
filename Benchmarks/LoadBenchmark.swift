import Wire

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// How many requests a server answers per second over a number of connections, one request in flight on each.
///
/// One thread with plain sockets, so that the generator takes as little as possible of what is measured.
struct LoadBenchmark {
    private let host: String
    private let port: UInt16
    private let requests: [[UInt8]]
    private var connections: [LoadConnection] = []
    private var next = 0
    private var answered = 0
    private var refused = 0
    private var reconnected = 0
    private var patience = Duration.seconds(120)

    /// A generator for requests that are ready to be sent.
    init(host: String, port: UInt16, requests: [[UInt8]]) {
        self.host = host
        self.port = port
        self.requests = requests
    }

    /// Warms up for a fifth of the time, and until there is a first answer; then measures in five rounds.
    ///
    /// - Parameters:
    ///   - count: how many connections.
    ///   - time: how long; a round in which nothing was answered yet takes longer.
    ///   - patience: how long nothing at all may come before that is a failure.
    /// - Returns: answers per second, median, smallest and largest of the rounds, and how many there were.
    /// - Throws: `BenchmarkProblem`.
    mutating func measure(
        connections count: Int, for time: Duration, patience: Duration = .seconds(120)
    ) throws -> JSONValue {
        self.patience = patience
        for _ in 0..<count { connections.append(try opened()) }
        try run(for: time / 5)
        let clock = ContinuousClock()
        var rates: [Double] = []
        for _ in 0..<5 {
            let before = answered
            let start = clock.now
            try run(for: time / 5)
            rates.append(Double(answered - before) / ((clock.now - start) / .seconds(1)))
        }
        connections = []
        guard refused == 0 else { throw BenchmarkProblem(sentence: "\(refused) answers were not 200") }
        rates.sort()
        return [
            "median": .number(Self.literal(rates[2])), "min": .number(Self.literal(rates[0])),
            "max": .number(Self.literal(rates[4])), "answered": .number(String(answered)),
            "reconnected": .number(String(reconnected)),
        ]
    }

    /// A peer that answers less than once in two seconds still has a rate that can be divided by.
    private static func literal(_ rate: Double) -> String {
        rate < 10 ? String((rate * 1000).rounded() / 1000) : String(Int(rate))
    }

    /// Sends and receives for a time, and on until at least one answer has come.
    private mutating func run(for time: Duration) throws {
        let clock = ContinuousClock()
        let (end, before) = (clock.now + time, answered)
        var last = clock.now
        var descriptors = connections.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
        while clock.now < end || answered == before {
            let seen = answered
            guard clock.now - last < patience else {
                throw BenchmarkProblem(sentence: "no answer for \(Int(patience / .seconds(1))) s")
            }
            guard poll(&descriptors, nfds_t(descriptors.count), 1000) > 0 else { continue }
            for index in descriptors.indices where descriptors[index].revents != 0 {
                try advance(index)
                descriptors[index].fd = connections[index].descriptor
            }
            if answered > seen { last = clock.now }
        }
    }

    private mutating func advance(_ index: Int) throws {
        switch connections[index].receive() {
        case .more: return
        case .answer(let isSuccess, let closes):
            answered += 1
            if !isSuccess { refused += 1 }
            if !closes { return try connections[index].send(request()) }
        case .ended: break
        }
        // Servers that close after an answer cost a new connection each time, as they cost every client.
        reconnected += 1
        connections[index] = try opened()
    }

    private mutating func opened() throws -> LoadConnection {
        var connection = try LoadConnection(host: host, port: port)
        try connection.send(request())
        return connection
    }

    private mutating func request() -> [UInt8] {
        defer { next = next + 1 == requests.count ? 0 : next + 1 }
        return requests[next]
    }
}
