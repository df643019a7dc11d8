import Synchronization

/// Says on standard error what is being waited for, so that nobody sits before a silent program.
///
/// The first word comes after a second, the next ones at longer intervals; what is quicker says nothing.
final class Progress: Sendable {
    /// When words come, in milliseconds after the beginning.
    private static let moments: [Int] = [1000, 5000, 15_000, 30_000, 60_000, 120_000, 240_000]

    /// Nobody is told anything while a person is asked for something.
    private static let isAsking = Mutex(0)

    private let watch = Mutex<Task<Void, Never>?>(nil)

    /// Those that wait, the latest last: what it waits for is what everything else waits for.
    private static let waiting = Mutex<[ObjectIdentifier]>([])

    /// Begins to wait.
    ///
    /// - Parameter words: For what, after "Waiting for".
    func began(_ words: String) {
        say { seconds in "Waiting for \(words), \(seconds) s." }
    }

    /// Begins to do something.
    ///
    /// - Parameter words: What, as a sentence without its full stop.
    func doing(_ words: String) {
        say { seconds in seconds < 2 ? "\(words)." : "\(words), \(seconds) s." }
    }

    /// Begins to read something long.
    ///
    /// - Parameter bytes: How many bytes were read so far; asked from any thread.
    func reading(_ bytes: @escaping @Sendable () -> Int) {
        say { seconds in "Reading, \(bytes() >> 20) MB in \(seconds) s." }
    }

    /// Ends the waiting; nothing is said any more.
    func ended() {
        watch.withLock { task in
            task?.cancel()
            task = nil
        }
        Self.waiting.withLock { $0.removeAll { $0 == ObjectIdentifier(self) } }
    }

    /// Asks a person something, without a word between question and answer.
    static func asking<Answer>(_ ask: () -> Answer) -> Answer {
        isAsking.withLock { $0 += 1 }
        defer { isAsking.withLock { $0 -= 1 } }
        return ask()
    }

    /// Says nothing while somebody else has the terminal.
    static func isQuiet(_ isQuiet: Bool) { isAsking.withLock { $0 += isQuiet ? 1 : -1 } }

    private func say(_ sentence: @escaping @Sendable (Int) -> String) {
        let own = ObjectIdentifier(self)
        Self.waiting.withLock { waiting in
            waiting.removeAll { $0 == own }
            waiting.append(own)
        }
        let task = Task.detached {
            var past = 0
            for moment in Self.moments {
                try? await Task.sleep(for: .milliseconds(moment - past))
                past = moment
                if Task.isCancelled { return }
                guard Self.waiting.withLock({ $0.last == own }) else { continue }
                if Self.isAsking.withLock({ $0 == 0 }) { Console.say("sesame: \(sentence(moment / 1000))") }
            }
        }
        watch.withLock { running in
            running?.cancel()
            running = task
        }
    }
}
