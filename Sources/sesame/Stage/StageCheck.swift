import Canvas
import Design
import Stage
import Wire

/// `sesame stage --check`: a stage file against the product, without a terminal.
enum StageCheck {
    /// Checks a talk and says what does not fit.
    ///
    /// - Parameters:
    ///   - name: a file, a talk that comes with the program, or nil for the ten minutes.
    ///   - output: text or a document.
    /// - Returns: 0 where everything fits, 1 where something does not.
    /// - Throws: `Stop` with 65 for a file that is broken.
    static func run(_ name: String?, _ output: OutputFormat) throws(Stop) -> ExitCode {
        let script = try StageFile.script(name)
        let file = name.flatMap { BuiltInTalk(rawValue: $0)?.file ?? $0 } ?? BuiltInTalk.talk.file
        let (checked, signal) = Bridge.wait(doing: "Going through the script") {
            do throws(Stop) { return Result<_, Stop>.success(try await StageRehearsal.check(script)) } catch {
                return .failure(error)
            }
        }
        if let signal { Exit.leave(signal: signal) }
        let results = try checked.get()
        let misfits = together(results.flatMap(\.misfits))
        switch output {
        case .json: try Console.document(document(script, results, misfits))
        case .text: tell(script, file, results, misfits)
        }
        return misfits.isEmpty ? .success : .failed
    }

    /// What does not fit at both sizes alike, once.
    private static func together(_ misfits: [StageMisfit]) -> [StageMisfit] {
        var result: [StageMisfit] = []
        for misfit in misfits {
            let twin = result.firstIndex {
                ($0.chapter, $0.step, $0.expected, $0.found)
                    == (misfit.chapter, misfit.step, misfit.expected, misfit.found)
            }
            if let twin { result[twin].sizes += misfit.sizes } else { result.append(misfit) }
        }
        return result.sorted { ($0.chapter, $0.step) < ($1.chapter, $1.step) }
    }

    private static func tell(
        _ script: StageScript, _ file: String, _ results: [StageCheckResult], _ misfits: [StageMisfit]
    ) {
        let paint = Paint(nil, .current())
        let count = script.chapters.count
        let planned = StageSheet.time(script.plannedSeconds)
        Console.lines(paint.lines("\(script.title): \(count.counting("chapter")), \(planned)"))
        for misfit in misfits {
            let chapter = script.chapters[misfit.chapter - 1]
            let sizes = misfit.sizes.map(\.words).joined(separator: " and ")
            let place = misfit.line > 0 ? "\(file):\(misfit.line): " : ""
            Console.lines(
                paint.lines(
                    sign: "✗",
                    " \(place)chapter \(misfit.chapter) \"\(chapter.title)\", \(words(misfit, chapter)), at \(sizes)"))
            Console.lines(paint.lines("  expected  \(misfit.expected)", hanging: 12))
            Console.lines(paint.lines("  found     \(misfit.found)", hanging: 12))
            if !misfit.rows.isEmpty {
                Console.lines(["  The stage shows"] + misfit.rows.map { "  | \(paint.line($0))" })
            }
        }
        for result in results {
            let what = "\(count.counting("card")) and \(result.tried.counting("step"))"
            let wrong = Set(result.misfits.map { [$0.chapter, $0.step] }).count
            let rest = result.untried > 0 ? "; \(result.untried) after the last one were not tried" : ""
            let round = script.loops ? ", and it begins again" : ""
            let words = wrong == 0 ? "\(what), all fit\(round)" : "\(wrong) of \(what) do not fit\(rest)"
            Console.lines(paint.lines(sign: wrong == 0 ? "✓" : "✗", " at \(result.size.words): \(words)"))
        }
    }

    /// Which card or step it is, with its keys.
    private static func words(_ misfit: StageMisfit, _ chapter: StageScript.Chapter) -> String {
        guard chapter.steps.indices.contains(misfit.step - 1) else { return "its card" }
        let presses = chapter.steps[misfit.step - 1].presses
        return "step \(misfit.step)" + (presses.isEmpty ? "" : " (\(StageScript.Press.words(presses)))")
    }

    private static func document(
        _ script: StageScript, _ results: [StageCheckResult], _ misfits: [StageMisfit]
    ) -> JSONValue {
        [
            "schema": "sesame/stage-check/v1", "title": .string(script.title), "fits": .bool(misfits.isEmpty),
            "plannedSeconds": .number("\(script.plannedSeconds)"), "loops": .bool(script.loops),
            "runs": .array(
                results.map {
                    [
                        "size": .string($0.size.words), "tried": .number("\($0.tried)"),
                        "untried": .number("\($0.untried)"),
                    ]
                }),
            "misfits": .array(
                misfits.map { misfit in
                    [
                        "chapter": .number("\(misfit.chapter)"),
                        "title": .string(script.chapters[misfit.chapter - 1].title),
                        "step": .number("\(misfit.step)"), "line": .number("\(misfit.line)"),
                        "sizes": .array(misfit.sizes.map { .string($0.words) }),
                        "expected": .string(misfit.expected), "found": .string(misfit.found),
                        "rows": .array(misfit.rows.map { .string($0) }),
                    ]
                }),
        ]
    }
}
