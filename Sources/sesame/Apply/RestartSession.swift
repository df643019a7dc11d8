import Calls
import Design
import Wire
import Work

/// Showing what a restart does, asking, and restarting: what `apply --restart` and the doctor's line mode do alike.
struct RestartSession: Sendable {
    /// Cluster and answers.
    var work: SetupWork
    /// With `json`, standard output gets the document and everything else goes to standard error.
    var format: OutputFormat
    /// How lines look.
    var paint: Paint
    /// Who says yes.
    var confirmation: Confirmation

    /// Shows, asks, restarts, and says what was restarted.
    ///
    /// - Parameter targets: The workloads.
    /// - Returns: How it ended: 0.
    /// - Throws: `Stop` where one cannot be restarted or nobody agreed; nothing was changed then, but for those that were
    ///   said to be restarted.
    func confirmAndRestart(_ targets: [RestartTarget]) throws(Stop) -> ExitCode {
        let work = work
        let sights = try wait("Reading what is there") { () throws(Problem) in try await work.lookAtRestart(targets) }
        for sight in sights {
            guard let obstacle = sight.obstacle else { continue }
            let remedy = sight.isAllowed == false ? " \(sight.target.right.remedy)" : ""
            throw Stop(
                code: sight.isAllowed == false ? .refused : .failed, name: "NotRestarted",
                message: "Nothing was restarted: \(obstacle).\(remedy)")
        }
        for sight in sights {
            let place = "namespace \(sight.target.namespace)"
            tell(paint.lines(sign: "~", " \(sight.target.words) in \(place)", aloud: "change"))
            for sentence in sight.sentences { tell(paint.lines("  \(sentence)", hanging: 2)) }
        }
        try Console.check()
        try confirmation.ask(
            sights.count == 1 ? "Restart it?" : "Restart these \(sights.count)?",
            yes: "Type yes to restart, anything else changes nothing.")
        let paint = paint
        let format = format
        Console.goesOnElsewhere()
        try wait(nil) { () throws(Problem) in
            try await work.restart(sights) { sight in
                let lines = paint.lines(
                    sign: "✓", " \(sight.target.words): its pods are being made anew.", aloud: "done")
                if format == .json { for line in lines { Console.note(line) } } else { Console.lines(lines) }
            }
        }
        if format == .json {
            try Console.document([
                "schema": "sesame/restart/v1",
                "restarted": .array(
                    sights.map {
                        [
                            "kind": .string($0.target.kind.name), "namespace": .string($0.target.namespace),
                            "name": .string($0.target.name), "pods": JSONValue($0.pods),
                        ]
                    }),
            ])
        }
        return .success
    }

    private func tell(_ lines: [String]) {
        if format == .json { for line in lines { Console.note(line) } } else { Console.lines(lines) }
    }

    private func wait<Value: Sendable>(
        _ doing: String?, _ body: @escaping @Sendable () async throws(Problem) -> Value
    ) throws(Stop) -> Value {
        let (result, signal) = Bridge.wait(doing: doing) { () -> Result<Value, Problem> in
            do throws(Problem) { return .success(try await body()) } catch { return .failure(error) }
        }
        if let signal { Exit.leave(signal: signal) }
        do throws(Problem) { return try result.get() } catch { throw Stop(error) }
    }
}
