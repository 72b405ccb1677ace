// Makes `props.run` and begins the scenario with what `options` returns. Evaluated by the first sampler of each plan.
import org.apache.jmeter.services.FileServer

def loader = new GroovyClassLoader(getClass().classLoader)
loader.addClasspath("${FileServer.fileServer.baseDir}/lib")
def runClass = loader.loadClass('Run')
def run
try {
  run = runClass.newInstance()
  run.begin(options(run, loader.loadClass('Settings')))
  props.put('run', run)
} catch (RuntimeException error) {
  if (error.class.name != 'CannotBegin') throw error
  System.err.println("error: $error.message")
  run?.turnOff()
  runClass.endWith(runClass.CANNOT_BEGIN)
  SampleResult.successful = false
  ctx.engine.stopTest(true)
}
