import ArgumentParser
import Calls
import Design
import Identifiers
import Wire
import Work

/// `sesame whoami`: who the two callers are.
struct WhoamiCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "whoami", abstract: "Say who the two callers are: account, ARN, source, region, expiry.",
        discussion: "Works without an answers file: then both callers are those of the environment.")

    @OptionGroup(title: "Common options") var common: CommonOptions

    func run() throws {
        let (result, signal) = Bridge.wait(doing: "Asking AWS who the callers are") { [self] in await asked() }
        if let signal { Exit.leave(signal: signal) }
        Exit.run(common.output) { () throws(Stop) in
            let whoami = try result.get()
            switch common.output {
            case .json: try Console.document(whoami.document)
            case .text:
                let paint = Paint(common.look, .current())
                for side in [Side.eks, .ses] {
                    for line in lines(side, whoami) {
                        Console.lines(paint.lines(line, hanging: line.hasPrefix(" ") ? 13 : 0))
                    }
                }
            }
            if common.output == .json {
                for (side, problem) in whoami.problems {
                    Console.say(TerminalText.sanitized("sesame: \(side.words): \(problem.sentence)"))
                }
            }
            return whoami.exitCode
        }
    }

    private func lines(_ side: Side, _ whoami: Whoami) -> [String] {
        if let report = whoami.callers[side] {
            return [
                "\(side.words)  \(report.account.text)", "    as       \(report.arn)", "    source   \(report.source)",
                "    region   \(report.askedRegion?.text ?? "")",
                "    expires  \(report.expires?.iso8601 ?? "not known to end")",
            ]
        }
        guard let problem = whoami.problems[side] else { return [] }
        return ["\(side.words)  cannot tell", "    \(problem.sentence)"]
    }

    private func asked() async -> Result<Whoami, Stop> {
        do throws(Stop) {
            // Without answers there is still somebody to be: the environment's callers.
            guard common.answersFile == nil, !common.demo else {
                let work = try await SetupWork.open(common, sides: [.eks, .ses])
                return .success(await asked(work.bench, work.answers))
            }
            let process = ProcessContext.current()
            let bench = Workbench(
                try .live(process), way: Workbench.Way(endpointURL: common.endpointURL),
                log: try CallLog.opened(common),
                askForMFACode: MFAQuestion.asker(process, noInput: common.noInput),
                askAboutProgram: ProgramAsking.asker(process, noInput: common.noInput),
                pluginTerminal: ProgramAsking.terminal(process, noInput: common.noInput), saysWaits: { Console.say($0) }
            )
            let answers = try common.flagAnswers()
            do throws(Problem) {
                _ = try await SetupWork.open(bench, answers, sides: [.eks, .ses])
            } catch {
                throw Stop(error)
            }
            return .success(await asked(bench, answers))
        } catch {
            return .failure(error)
        }
    }

    private func asked(_ bench: Workbench, _ answers: Answers) async -> Whoami {
        var regions: [Side: Region] = [:]
        regions[.eks] = answers.eksRegion
        regions[.ses] = answers.sesRegion
        return await Whoami.ask(bench, answers.callers, regions: regions)
    }
}
