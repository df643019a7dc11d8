import Wire
import ArgumentParser
import Design
import Setup
import Work

/// `sesame plan`: compare with live state.
struct PlanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Compare what the answers want with what is there; writes nothing.",
        discussion: """
            + create, ~ change, = made by others and already right, · unchanged, x in conflict with others, \
            ! waits for a person, ? cannot tell. Exits 0 when nothing is to do, 2 when something is, 3 when something \
            could not be read, 1 on a conflict.
            """)

    @OptionGroup var side: SideOption

    @OptionGroup(title: "Common options") var common: CommonOptions

    func run() throws {
        let (result, signal) = Bridge.wait(doing: "Reading what is there") { [self] in await planned() }
        if let signal { Exit.leave(signal: signal) }
        Exit.run(common.output) { () throws(Stop) in
            let (setup, elsewhere) = try result.get()
            switch common.output {
            case .json: try Console.document(setup.document)
            case .text:
                Console.lines(PlanText(paint: Paint(common.look, .current())).lines(setup))
            }
            Advice.tell(setup, elsewhere: elsewhere)
            return setup.exitCode
        }
    }

    private func planned() async -> Result<(PlannedSetup, String?), Stop> {
        do throws(Stop) {
            let work = try await SetupWork.open(common, sides: side.chosen)
            do throws(Problem) {
                let setup = try await work.plan(PlanOptions(sides: side.chosen))
                // A plan writes nothing, so it goes on without a place for a journal.
                try? work.openJournal(of: setup.design)
                return .success((setup, await work.senderElsewhere(setup)))
            } catch {
                throw Stop(error)
            }
        } catch {
            return .failure(error)
        }
    }
}
