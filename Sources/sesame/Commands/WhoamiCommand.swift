import AWSClient
import ArgumentParser
import Calls
import Design
import Setup
import Wire

/// `sesame whoami`: who the two callers are.
struct WhoamiCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "whoami", abstract: "Say who the two callers are: account, ARN, source, region, expiry.",
        discussion: "Works without an answers file: then both callers are those of the environment.")

    @OptionGroup(title: "Common options") var common: CommonOptions

    func run() throws {
        let (result, signal) = Bridge.wait { [self] in await asked() }
        if let signal { Exit.leave(signal: signal) }
        Exit.run(common.output, atOnce: common.demo) { () throws(Stop) in
            let whoami = try result.get()
            switch common.output {
            case .json: try Console.document(whoami.document)
            case .text:
                let paint = Paint(common.look, .current())
                for side in [Side.eks, .ses] { for line in lines(side, whoami) { Console.line(paint.line(line)) } }
            }
            if common.output == .json {
                for (side, failure) in whoami.failures {
                    Console.note(TerminalText.sanitized("sesame: \(side.words): \(failure.sentence)"))
                }
            }
            return whoami.exitCode
        }
    }

    private func lines(_ side: Side, _ whoami: Whoami) -> [String] {
        if let report = whoami.callers[side] {
            return [
                "\(side.words)  \(report.account)", "    as       \(report.arn)", "    source   \(report.source)",
                "    region   \(report.region)", "    expires  \(report.expires ?? "not known to end")",
            ]
        }
        guard let failure = whoami.failures[side] else { return [] }
        return ["\(side.words)  cannot tell", "    \(failure.sentence)"]
    }

    private func asked() async -> Result<Whoami, Stop> {
        var options = common
        do throws(Stop) {
            // Without answers there is still somebody to be: the environment's callers.
            let process = ProcessContext.current()
            if options.answersFile == nil, !options.demo {
                let bench = Workbench(
                    try .live(process), way: Workbench.Way(endpointURL: options.endpointURL),
                    log: try CallLog.opened(options),
                    askForMFACode: MFAQuestion.asker(process, noInput: options.noInput), saysWaits: { Console.note($0) }
                )
                let answers = try options.flagAnswers()
                var context = SetupContext(eks: nil, ses: nil, cluster: nil)
                do {
                    context.eks = try bench.session(.eks, profile: answers.eksProfile, region: answers.eksRegion)
                } catch {
                    throw Stop(error, side: .eks)
                }
                do {
                    context.ses = try bench.session(.ses, profile: answers.sesProfile, region: answers.sesRegion)
                } catch {
                    throw Stop(error, side: .ses)
                }
                return .success(await Whoami.ask(context))
            }
            options.noInput = common.noInput
            let run = try await LiveRun.open(options, sides: [.eks, .ses])
            return .success(await Whoami.ask(run.context))
        } catch {
            return .failure(error)
        }
    }
}
