/// `sh`: runs the text after `-c` or a file, or reads commands until its input ends.
struct Shell: PodProgram {
    func run(_ process: PodProcess) async -> Int {
        let name = process.arguments.first?.split(separator: "/").last.map(String.init) ?? "sh"
        var session = ShellSession(process, name: name)
        var words = process.arguments.dropFirst()
        var takesText = false
        while let word = words.first, word.hasPrefix("-") || word.hasPrefix("+"), word.count > 1 {
            words = words.dropFirst()
            guard !word.hasPrefix("--") else { continue }
            takesText = takesText || word.contains("c")
            if word.contains("e") { session.exitsOnFailure = word.hasPrefix("-") }
            if word.contains("u") { session.refusesUnset = word.hasPrefix("-") }
            if word.contains("f") { session.leavesPatterns = word.hasPrefix("-") }
        }
        if takesText {
            guard let text = words.first else {
                await session.fail("-c: option requires an argument")
                return session.code
            }
            session.parameters = Array(words.dropFirst(2))
            return await run(text, &session)
        }
        if let file = words.first {
            do throws(PodFiles.Problem) {
                let text = try PodFiles(process.machine).read(process.absolute(file))
                session.parameters = Array(words.dropFirst())
                return await run(text, &session)
            } catch {
                await process.errors.line("\(name): \(file): \(error.rawValue)")
                return error == .missing ? 127 : 126
            }
        }
        await converse(process, &session, prompt: "\(name)-5.2# ")
        return session.code
    }

    private func run(_ text: String, _ session: inout ShellSession) async -> Int {
        do throws(ShellProblem) { await session.run(try ShellReader.read(text)) } catch {
            await session.fail(error.sentence)
        }
        return session.code
    }

    /// Reads and runs lines; on a terminal it asks for them.
    private func converse(_ process: PodProcess, _ session: inout ShellSession, prompt: String) async {
        var (text, lines) = ("", 0)
        while !session.isOver, !Task.isCancelled {
            if process.isOnTerminal { await process.errors.write(text.isEmpty ? prompt : "> ") }
            guard let line = await process.input.line() else {
                if !text.isEmpty { await session.fail(ShellProblem.incomplete.sentence) }
                if process.isOnTerminal { await process.output.line("exit") }
                return
            }
            text += line
            lines += 1
            do throws(ShellProblem) {
                let read = try ShellReader.read(text + "\n")
                process.foreground.begin()
                await session.run(read)
                process.foreground.end()
                session.leaving = nil
                (text, lines) = ("", 0)
            } catch {
                // What is read again with every line must not grow without end.
                if error == .incomplete, lines < 1_000, text.utf8.count < ArgumentLimits.one {
                    text += "\n"
                    continue
                }
                await session.fail(error == .incomplete ? ShellProblem.tooLong.sentence : error.sentence)
                (text, lines) = ("", 0)
            }
        }
    }
}
