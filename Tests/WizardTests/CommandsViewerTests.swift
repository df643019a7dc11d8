import Calls
import Design
import Testing

@testable import Wizard

struct CommandsViewerTests {
    private var viewer: (ViewerPage, [String])? {
        var driver = Driver()
        driver.walk(to: .apply)
        guard let plan = driver.state.planning.plan else { return nil }
        let commands = plan.resources.flatMap { resource in
            resource.steps.map { step in
                step.command(
                    profile: resource.address.side == .ses
                        ? driver.state.answers.sesProfile
                        : driver.state.answers.eksProfile)
            }
        }
        return ResourceDetails.commands(driver.state).pages.first.map { ($0, commands) }
    }

    @Test func `lines are broken where a shell lets them be, and nowhere else`() throws {
        let (page, commands) = try #require(viewer)
        let text = page.lines.map(\.text).filter { !$0.hasPrefix("#") && !$0.isEmpty }.joined(separator: "\n")
        let joined = text.replacing(" \\\n    ", with: " ").split(separator: "\n").map(String.init)
        #expect(!commands.isEmpty && Set(joined) == Set(commands))
        // A line that is cut in the frame is one word that no line could hold.
        for line in page.lines where line.text.count > 71 {
            let words = line.text.split(separator: " ").filter { $0 != "\\" }
            #expect(words.count == 2 || line.text.contains("'"), "\(line.text)")
        }
    }

    @Test func `the copy holds every command whole`() throws {
        let (page, commands) = try #require(viewer)
        let copied = page.copyText.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
        #expect(Set(copied) == Set(commands))
    }
}
